package io.banditpipeline.benchmarks.database;

import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.store.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** An SQLite file, written ahead (WAL) and synchronised at checkpoints. */
final class SqliteServer implements Server {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "journal_mode", "WAL",
            "synchronous", "NORMAL",
            "busy_timeout", "60000"));

    private final Path file;

    private SqliteServer(Path file) {
        this.file = file;
    }

    static SqliteServer start(Path directory) throws SQLException {
        SqliteServer server = new SqliteServer(directory.resolve("benchmark.sqlite"));
        try (Connection connection = server.connect(Map.of())) {
            StatedSettings.log(
                    connection,
                    "SELECT 'version', sqlite_version()",
                    "SELECT 'journal_mode', journal_mode FROM pragma_journal_mode",
                    "SELECT 'synchronous', synchronous FROM pragma_synchronous",
                    "SELECT 'cache_size', cache_size FROM pragma_cache_size");
        }
        return server;
    }

    @Override
    public Database database() {
        return Database.SQLITE;
    }

    @Override
    public String url(Map<String, String> driverProperties) {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(driverProperties);
        StringBuilder url = new StringBuilder("jdbc:sqlite:" + file);
        all.forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        return url.toString();
    }

    @Override
    public Storage openStorage() {
        return JooqStorage.sqlite(file).open();
    }

    @Override
    public void settle(Connection connection, String... tables) throws SQLException {
        for (String table : tables) {
            Server.execute(connection, "ANALYZE " + table);
        }
        Server.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    @Override
    public void close() {
        // nothing runs: the file goes with its directory
    }
}
