package io.banditpipeline.config;

import io.banditpipeline.campaign.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the options of one type of sources. Not thread-safe. */
final class SourceTable {
    static final String SECTION = "sources";
    static final Duration LONGEST = Duration.ofHours(1);
    static final List<Level> LEVELS_OF_ENTITIES = List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD);

    private static final int LONGEST_ID = 190;

    private final String section;
    private final List<Option<?>> options = new ArrayList<>();

    final Option<SourceType> type;
    final Option<String> id;

    SourceTable(SourceType of) {
        section = SECTION + ".*(" + Kinds.word(of) + ")";
        type = option("type", Kinds.oneOf(SourceType.class), "needed", Kinds.word(of), "The platform.");
        id = option(
                "id",
                Kinds.words(LONGEST_ID),
                "the name of the section",
                Kinds.word(of),
                "The name that watermarks are kept under. Another one makes the history be fetched again.");
    }

    /** The path of its section. */
    String section() {
        return section;
    }

    <T> Option<T> option(String key, Kind<T> kind, String otherwise, String example, String meaning) {
        Option<T> option = Option.without(section + "." + key, kind, otherwise, example, meaning);
        options.add(option);
        return option;
    }

    Option<Boolean> flag(String key, String meaning) {
        Option<Boolean> option = Option.of(section + "." + key, Kinds.flag(), false, meaning);
        options.add(option);
        return option;
    }

    Option<List<String>> texts(String key, String otherwise, String example, String meaning) {
        return option(key, Kind.list(Kinds.words(LONGEST_ID)), otherwise, example, meaning);
    }

    Option<URI> baseUri(String standard) {
        return option(
                "base_uri",
                SourceKinds.address(),
                "`" + standard + "`",
                standard,
                "The address of the API without a version, for proxies and simulators. Credentials are sent there.");
    }

    Option<Duration> wait(String key, Duration least, Duration most, String standard, String meaning) {
        return option(key, NumberKinds.duration(least, most), "`" + standard + "`", standard, meaning);
    }

    Option<Duration> stallTimeout(String standard) {
        return wait(
                "stall_timeout",
                Duration.ofSeconds(1),
                LONGEST,
                standard,
                "The longest silence of a connection, before and during an answer.");
    }

    Option<Duration> longestWait(String standard) {
        return wait(
                "longest_wait",
                Duration.ofMillis(1),
                LONGEST,
                standard,
                "The longest wait that a call sits out itself before it fails as throttled and is come back to.");
    }

    /** All options so far, in the order of the documentation. */
    List<Option<?>> all() {
        return List.copyOf(options);
    }
}
