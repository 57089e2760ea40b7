package io.banditpipeline.config;

import io.banditpipeline.internal.text.NearestName;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of values that are no numbers. YAML's own guesses at types play no part: the option says what a text is. */
final class Kinds {
    private static final Map<String, Boolean> FLAGS =
            Map.of("true", true, "yes", true, "on", true, "false", false, "no", false, "off", false);
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Pattern RUN_EACH = Pattern.compile("run_each +(\\d{1,4})");
    private static final int MOST_RUNS = 1_000;

    private Kinds() {}

    static Kind<Boolean> flag() {
        return Kind.open(
                Boolean.class,
                "true or false (yes, no, on and off mean the same)",
                text -> {
                    Boolean value = FLAGS.get(text.toLowerCase(Locale.ROOT));
                    if (value == null) {
                        throw new BadValue();
                    }
                    return value;
                },
                String::valueOf);
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        return oneOf(type, List.of(type.getEnumConstants()));
    }

    /** Some of an enum. */
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type, List<E> values) {
        List<String> words = values.stream().map(Kinds::word).toList();
        return Kind.open(
                type,
                "one of " + String.join(", ", words),
                text -> values.stream()
                        .filter(value -> word(value).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> meant(text, words)),
                Kinds::word);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Kind<DayOfWeek> dayOfWeek() {
        return oneOf(DayOfWeek.class);
    }

    /** A time of day, also without quotes: {@code 02:00} is never a number here. */
    static Kind<LocalTime> localTime() {
        return Kind.open(
                LocalTime.class, "a time of day from 00:00 to 23:59, such as 02:00", Kinds::time, LocalTime::toString);
    }

    private static LocalTime time(String text) throws BadValue {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw text.matches("\\d{1,5}")
                    ? new BadValue("some programs turn 02:00 without quotes into 120 or 7200: write \"02:00\"")
                    : new BadValue();
        }
        try {
            int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
            return LocalTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), second);
        } catch (DateTimeException wrong) {
            throw new BadValue();
        }
    }

    static Kind<ZoneId> zone() {
        return Kind.open(
                ZoneId.class,
                "a time zone such as America/New_York or UTC",
                text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException wrong) {
                        throw meant(text, ZoneId.getAvailableZoneIds());
                    }
                },
                ZoneId::getId);
    }

    static Kind<MissedRuns> missedRuns() {
        return Kind.open(
                MissedRuns.class,
                "skip, run_once, or run_each with the most to run (1 to " + MOST_RUNS + "), such as run_each 7",
                Kinds::missed,
                missed ->
                        missed.kind() == MissedRuns.Kind.RUN_EACH ? "run_each " + missed.limit() : word(missed.kind()));
    }

    private static MissedRuns missed(String text) throws BadValue {
        Matcher each = RUN_EACH.matcher(text);
        if (each.matches()) {
            int limit = Integer.parseInt(each.group(1));
            if (limit < 1 || limit > MOST_RUNS) {
                throw new BadValue();
            }
            return MissedRuns.runEach(limit);
        }
        return switch (text) {
            case "skip" -> MissedRuns.skip();
            case "run_once" -> MissedRuns.runOnce();
            default -> throw meant(text, List.of("skip", "run_once", "run_each 7"));
        };
    }

    /** A name of letters, digits, {@code _}, {@code .} and {@code -}. */
    static Kind<String> name() {
        return text("1 to 100 letters, digits, _, . or -", text -> NAME.matcher(text)
                .matches());
    }

    /** What stands before the names of tables. */
    static Kind<String> tablePrefix() {
        return text("a small letter, then up to 29 small letters, digits and _", text -> PREFIX.matcher(text)
                .matches());
    }

    /** A text that is not blank. */
    static Kind<String> words(int longest) {
        return text("1 to " + longest + " characters", text -> !text.isBlank() && text.length() <= longest);
    }

    /** The path of a URL. */
    static Kind<String> path() {
        return text("a path such as /webhooks/meta, of letters, digits, ., _, ~ and -", text -> PATH.matcher(text)
                .matches());
    }

    private static Kind<String> text(String allowed, Predicate<String> test) {
        return Kind.open(
                String.class,
                allowed,
                text -> {
                    if (!test.test(text)) {
                        throw new BadValue();
                    }
                    return text;
                },
                Function.identity());
    }

    /** A credential; {@code ""} is one, too. */
    static Kind<Secret> secret() {
        return Kind.secret(Secret.class, "a single text", Secret::of, Secret::toString);
    }

    /** Where to post to; such URLs hold tokens. */
    static Kind<Secret> postUrl() {
        return Kind.secret(
                Secret.class,
                "a URL that begins with https:// or http://, without user and password",
                text -> {
                    if (!isHttp(text)) {
                        throw new BadValue();
                    }
                    return Secret.of(text);
                },
                Secret::toString);
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static BadValue meant(String text, Iterable<String> known) {
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        return new BadValue(NearestName.of(text, names)
                .map(name -> "did you mean " + name + "?")
                .orElse(""));
    }
}
