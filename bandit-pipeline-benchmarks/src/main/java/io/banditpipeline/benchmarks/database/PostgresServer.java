package io.banditpipeline.benchmarks.database;

import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.store.Storage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A PostgreSQL server that keeps its promises: a commit is on the disk. */
final class PostgresServer implements Server {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min"));

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresServer start(Path directory) throws IOException, SQLException {
        System.setProperty("ot.epg.working-dir", directory.toString()); // or it leaves a directory behind elsewhere
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(true);
        SETTINGS.forEach(builder::setServerConfig);
        PostgresServer started = new PostgresServer(builder.start());
        try (Connection connection = started.connect(Map.of())) {
            StatedSettings.log(
                    connection,
                    "SELECT 'version', version()",
                    "SELECT name, current_setting(name) FROM pg_settings WHERE name IN ("
                            + SETTINGS.keySet().stream()
                                    .map(name -> "'" + name + "'")
                                    .collect(Collectors.joining(", "))
                            + ") ORDER BY name");
        }
        return started;
    }

    @Override
    public Database database() {
        return Database.POSTGRES;
    }

    @Override
    public String url(Map<String, String> driverProperties) {
        StringBuilder url = new StringBuilder(server.getJdbcUrl("postgres", "postgres"));
        driverProperties.forEach(
                (name, value) -> url.append('&').append(name).append('=').append(value));
        return url.toString();
    }

    @Override
    public Storage openStorage() {
        return JooqStorage.postgresql(url(Map.of())).open();
    }

    @Override
    public void settle(Connection connection, String... tables) throws SQLException {
        for (String table : tables) {
            Server.execute(connection, "VACUUM ANALYZE " + table);
        }
        Server.execute(connection, "CHECKPOINT");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }
}
