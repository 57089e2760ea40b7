package io.banditpipeline.examples;

import java.util.List;
import java.util.stream.Stream;

/**
 * An option of a command.
 *
 * @param name its name, such as {@code "--db"}
 * @param value what its value is, such as {@code "FILE"}; {@code ""} if it has none
 * @param text what it does
 */
record Option(String name, String value, String text) {
    static final Option DB = new Option(
            "--db",
            "FILE|JDBC-URL",
            "where data is kept: a SQLite file (default bandit-pipeline.db), or the URL of a PostgreSQL, MariaDB or"
                    + " MySQL database; user and password come from the environment variables BANDIT_DB_USER and"
                    + " BANDIT_DB_PASSWORD");

    static final Option CONFIG = new Option(
            "--config",
            "FILE",
            "a file of settings (YAML): database, sources, campaigns, budgets, jobs, retries, quality; --db wins over its"
                    + " database");

    static final Option CSV = new Option(
            "--csv",
            "FILE",
            "read metrics and outcomes from a CSV file, plain or gzip; without it, the input is what --config names under"
                    + " sources, or else a synthetic market with 200 days of history");

    static final Option MAPPING =
            new Option("--mapping", "FILE", "how the file's columns are to be read (YAML or JSON); needed with --csv");

    static final Option AS_OF = new Option(
            "--as-of",
            "INSTANT",
            "the moment of the run, such as 2026-11-23T07:00:00Z; default: now; with --csv, the end of the last day in"
                    + " the file");

    static final Option JSON = new Option("--json", "", "print one JSON object instead of tables");

    static final Option CAMPAIGN =
            new Option("--campaign", "IDS", "only these campaigns: their ids, parted by commas; default: all");

    static final Option PLATFORM =
            new Option("--platform", "NAMES", "only accounts of these platforms, parted by commas; default: all");

    static final Option ACCOUNT =
            new Option("--account", "KEYS", "only these accounts, such as meta/act_1, parted by commas; default: all");

    static final Option LIMIT = new Option("--limit", "N", "show at most N, from 1 to 10000; default: 20");

    static final Option BY = new Option("--by", "NAME", "who decides, for the record; needed");

    static final Option NOTE = new Option("--note", "TEXT", "why, for the record; needed");

    /** Where data is kept. */
    static final List<Option> KEPT = List.of(CONFIG, DB);

    /** Where data is kept, and where it comes from. */
    static final List<Option> INPUT = List.of(CONFIG, DB, CSV, MAPPING);

    /** Whether it has no value. */
    boolean isFlag() {
        return value.isEmpty();
    }

    /** The options together. */
    static List<Option> join(List<Option> first, Option... then) {
        return Stream.concat(first.stream(), Stream.of(then)).toList();
    }
}
