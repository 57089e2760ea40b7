package io.banditpipeline.config;

import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.JooqStorageBuilder;
import io.banditpipeline.security.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where data is kept. Prints without secrets (R11). */
final class DatabaseSettings {
    private static final String SECTION = "database";

    private final Values values;
    private final DatabaseType type;
    private final ConnectionString connection;

    private DatabaseSettings(Values values, DatabaseType type, ConnectionString connection) {
        this.values = values;
        this.type = type;
        this.connection = connection;
    }

    /** The settings of a file; null if it has none, or with a problem noted, wrong ones. */
    static @Nullable DatabaseSettings of(Values values, Problems problems) {
        if (!values.has(SECTION)) {
            return null;
        }
        ConnectionString connection = values.get(Options.CONNECTION_STRING).orElse(null);
        if (connection == null) {
            if (!values.has(Options.CONNECTION_STRING.path())) {
                problems.add(
                        values.place(SECTION),
                        "database.connection_string is missing: write "
                                + Options.CONNECTION_STRING.kind().allowed());
            }
            return null;
        }
        DatabaseType likeliest = connection.types().get(0);
        DatabaseType type = values.get(Options.DATABASE_TYPE).orElse(likeliest);
        if (!connection.types().contains(type)) {
            problems.add(
                    values.place(Options.DATABASE_TYPE.path()),
                    "database.type is " + Kinds.word(type) + ", but database.connection_string names "
                            + connection.types().stream().map(Kinds::word).collect(Collectors.joining(" or "))
                            + ": change one of them");
        }
        checkCredentials(values, connection, problems);
        return new DatabaseSettings(values, type, connection);
    }

    private static void checkCredentials(Values values, ConnectionString connection, Problems problems) {
        if (connection.file() != null) {
            for (Option<?> option : List.of(Options.USER, Options.PASSWORD, Options.SCHEMA)) {
                refuse(
                        values,
                        option,
                        values.has(option.path()),
                        "means nothing for a SQLite file: remove it",
                        problems);
            }
            return;
        }
        String twice = "stands in database.connection_string, too: keep one of them";
        refuse(values, Options.USER, connection.user() != null, twice, problems);
        refuse(values, Options.PASSWORD, connection.password() != null, twice, problems);
    }

    private static void refuse(Values values, Option<?> option, boolean wrong, String problem, Problems problems) {
        if (wrong && values.has(option.path())) {
            problems.add(values.place(option.path()), option.path() + " " + problem);
        }
    }

    /** @throws io.banditpipeline.error.PipelineException as {@link JooqStorageBuilder#open} */
    JooqStorage open() {
        JooqStorageBuilder builder = builder();
        Optional.ofNullable(connection.user())
                .or(() -> values.get(Options.USER))
                .ifPresent(builder::user);
        Optional<Secret> password = Optional.ofNullable(connection.password());
        password.or(() -> values.get(Options.PASSWORD)).ifPresent(builder::password);
        values.ifSet(Options.SCHEMA, builder::schema);
        values.ifSet(Options.TABLE_PREFIX, builder::tablePrefix);
        values.ifSet(Options.POOL_SIZE, builder::poolSize);
        values.ifSet(Options.MIGRATE, builder::migrate);
        return builder.open();
    }

    private JooqStorageBuilder builder() {
        Path file = connection.file();
        if (file != null) {
            return JooqStorage.sqlite(file);
        }
        return switch (type) {
            case POSTGRESQL -> JooqStorage.postgresql(connection.jdbcUrl());
            case MARIADB -> JooqStorage.mariadb(connection.jdbcUrl());
            case MYSQL -> JooqStorage.mysql(connection.jdbcUrl());
            case SQLITE -> throw new IllegalStateException("a SQLite database has a file: " + connection);
        };
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
