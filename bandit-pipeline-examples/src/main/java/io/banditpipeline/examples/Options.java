package io.banditpipeline.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command, checked. */
final class Options {
    private static final Set<String> KNOWN = Set.of("--db", "--csv", "--mapping", "--as-of", "--json");
    private static final Set<String> FLAGS = Set.of("--json");
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");
    private static final String DEFAULT_DB = "bandit-pipeline.db";

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @param own options that only this command has, besides those that all have
     */
    static Options parse(List<String> arguments, String... own) {
        Map<String, String> values = new HashMap<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (!KNOWN.contains(name) && !List.of(own).contains(name)) {
                throw new UsageException("There is no option '" + name + "' here.");
            }
            if (!FLAGS.contains(name) && !rest.hasNext()) {
                throw new UsageException("Option " + name + " needs a value.");
            }
            if (values.put(name, FLAGS.contains(name) ? "" : rest.next()) != null) {
                throw new UsageException("Option " + name + " is given twice.");
            }
        }
        Options options = new Options(values);
        options.checkTogether();
        return options;
    }

    /** A file, or a JDBC URL. */
    String database() {
        return values.getOrDefault("--db", DEFAULT_DB);
    }

    Optional<Path> csv() {
        return file("--csv");
    }

    Optional<Path> mapping() {
        return file("--mapping");
    }

    /** The file that a page is written to. */
    Optional<Path> html() {
        return Optional.ofNullable(values.get("--html")).map(Path::of);
    }

    Optional<Instant> asOf() {
        return Optional.ofNullable(values.get("--as-of")).map(Options::instant);
    }

    boolean json() {
        return values.containsKey("--json");
    }

    private void checkTogether() {
        if (values.containsKey("--csv") != values.containsKey("--mapping")) {
            throw new UsageException("Options --csv and --mapping go together: the mapping says how to read the file.");
        }
        asOf();
        csv();
        mapping();
    }

    private Optional<Path> file(String option) {
        Optional<Path> path = Optional.ofNullable(values.get(option)).map(Path::of);
        path.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new UsageException("Option " + option + ": there is no readable file " + file.toAbsolutePath() + ".");
        });
        return path;
    }

    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new UsageException(
                        "Option --as-of: " + text + " is not within " + EARLIEST + " and " + LATEST + ".");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw new UsageException("Option --as-of: '" + text
                    + "' is no instant; write it in UTC as 2026-11-23T07:00:00Z, or with an offset.");
        }
    }
}
