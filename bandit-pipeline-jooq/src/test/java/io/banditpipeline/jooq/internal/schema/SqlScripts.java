package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The schema as plain SQL: generated from the changelog, and as it is shipped. */
public final class SqlScripts {
    private SqlScripts() {}

    /** The name of the shipped script. */
    static String fileName(Engine engine) {
        return engine.name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** The shipped script. */
    static String shipped(Engine engine) throws IOException {
        String resource = "/io/banditpipeline/jooq/schema/" + fileName(engine);
        try (InputStream in = Objects.requireNonNull(SqlScripts.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The statements of the shipped script, in order. */
    public static List<String> statements(Engine engine) throws IOException {
        return Arrays.stream(shipped(engine).split(";\n"))
                .map(statement -> statement
                        .lines()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"))
                        .strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** The script as the changelog has it now. */
    static String generated(Engine engine) throws IOException, LiquibaseException {
        Path history = Files.createTempFile("history", ".csv");
        Files.delete(history);
        StringWriter out = new StringWriter();
        try {
            QuietScope.run(() -> Scope.child(Scope.Attr.deploymentId, "0000000000", () -> {
                Database database = offline(engine, history);
                Names names = new Names(engine, null, "");
                LiquibaseMigrator.configure(database, names);
                LiquibaseMigrator.liquibase(database, names)
                        .update(SchemaVersion.current(), new Contexts(), new LabelExpression(), out);
            }));
        } finally {
            Files.deleteIfExists(history);
        }
        return header(engine) + tidy(out.toString());
    }

    private static Database offline(Engine engine, Path history) throws LiquibaseException {
        String url = "offline:" + engine.name().toLowerCase(Locale.ROOT) + "?outputLiquibaseSql=all&changeLogFile="
                + history;
        return DatabaseFactory.getInstance()
                .openDatabase(
                        url, null, null, null, new ClassLoaderResourceAccessor(SqlScripts.class.getClassLoader()));
    }

    private static String header(Engine engine) {
        return "-- The schema of bandit-pipeline " + SchemaVersion.current() + " for " + engine
                + ", for an empty database and without a table prefix.\n"
                + "-- Generated from the changelog: change that, not this file.\n\n";
    }

    /** Leaves out what differs from run to run: the moment, the user, the tool's own remarks. */
    private static String tidy(String script) {
        return script.replace("\r\n", "\n")
                        .lines()
                        .filter(line -> !line.startsWith("-- ") || line.startsWith("-- Changeset"))
                        .filter(line -> !line.startsWith("--  "))
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }
}
