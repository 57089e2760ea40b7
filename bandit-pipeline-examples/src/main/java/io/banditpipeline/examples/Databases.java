package io.banditpipeline.examples;

import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.JooqStorageBuilder;
import io.banditpipeline.security.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the storage that a user names. */
final class Databases {
    private Databases() {}

    private static final Pattern SERVER =
            Pattern.compile("(jdbc:[a-z]+://)(?:[^/?;]*@)?([A-Za-z0-9.:,_\\[\\]-]*(?:/[A-Za-z0-9_$.-]*)?)(?:[?;].*)?");

    /** The name without what may hold a password (R11): of a URL engine, host and database. */
    static String name(String database) {
        Matcher server = SERVER.matcher(database);
        if (server.matches()) {
            return server.group(1) + server.group(2);
        }
        return isUrl(database) ? "a database" : database;
    }

    /** A word that a user has typed, unless it may be the address of a database. */
    static String word(String typed) {
        return isUrl(typed) ? "a database's address without --db" : "'" + typed + "'";
    }

    private static boolean isUrl(String text) {
        return text.startsWith("jdbc:") || text.contains("://");
    }

    /** What the options name, for people. */
    static String name(Options options) {
        return options.settings().keepsData(options)
                ? "the database of " + options.config().orElseThrow()
                : name(options.database());
    }

    /** @throws UsageException if a SQLite file is named that does not exist */
    static void requireExisting(Options options) {
        String name = options.database();
        requireJdbc(name);
        if (!options.settings().keepsData(options) && !name.startsWith("jdbc:") && !Files.exists(Path.of(name))) {
            throw new UsageException("Option --db: there is no file " + name + ": run 'daily' first");
        }
    }

    /**
     * Opens the database that the options name.
     *
     * @throws UsageException if a SQLite file is named that does not exist
     */
    static JooqStorage openExisting(Options options) {
        requireExisting(options);
        return open(options);
    }

    /** Opens the database that the options name; a SQLite file that is missing is made. */
    static JooqStorage open(Options options) {
        Settings settings = options.settings();
        return settings.keepsData(options) ? settings.openStorage() : open(options.database());
    }

    private static void requireJdbc(String name) {
        if (name.contains("://") && !name.startsWith("jdbc:")) {
            throw new UsageException(
                    "Option --db: a URL starts with jdbc:, as jdbc:postgresql://host/database; user and"
                            + " password are read from BANDIT_DB_USER and BANDIT_DB_PASSWORD.");
        }
    }

    /** @param name a file, or a JDBC URL */
    private static JooqStorage open(String name) {
        requireJdbc(name);
        if (!name.startsWith("jdbc:")) {
            return JooqStorage.sqlite(Path.of(name)).open();
        }
        JooqStorageBuilder storage = builder(name);
        Optional.ofNullable(System.getenv("BANDIT_DB_USER")).ifPresent(storage::user);
        Optional.ofNullable(System.getenv("BANDIT_DB_PASSWORD")).map(Secret::of).ifPresent(storage::password);
        return storage.open();
    }

    private static JooqStorageBuilder builder(String url) {
        return switch (url.split(":", -1)[1]) {
            case "postgresql" -> JooqStorage.postgresql(url);
            case "mysql" -> JooqStorage.mysql(url);
            case "mariadb" -> JooqStorage.mariadb(url);
            default ->
                throw new UsageException("Option --db: a JDBC URL starts with jdbc:postgresql:, jdbc:mariadb: or"
                        + " jdbc:mysql:; a SQLite file is named by its path.");
        };
    }
}
