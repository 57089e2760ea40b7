package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.workload.Checksum;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Stores all rows in the plain table in one transaction, on a connection of its own. */
final class PlainContender implements Contender {
    private final String name;
    private final PlainTable table;
    private final List<MetricRow> rows;
    private final Connection connection;
    private final Way way;

    private PlainContender(String name, PlainTable table, List<MetricRow> rows, Connection connection, Way way) {
        this.name = name;
        this.table = table;
        this.rows = rows;
        this.connection = connection;
        this.way = way;
    }

    /** Makes an upsert for a connection. */
    @FunctionalInterface
    interface Way {
        /** The upsert. */
        PlainUpsert on(Connection connection) throws Exception;
    }

    /** One that stores the rows in some way over a connection with some driver properties. */
    static PlainContender of(
            String name, Server server, PlainTable table, List<MetricRow> rows, Map<String, String> properties, Way way)
            throws SQLException {
        return new PlainContender(name, table, rows, server.connect(properties), way);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() throws SQLException {
        table.restore(connection);
    }

    @Override
    public void run() throws Exception {
        connection.setAutoCommit(false);
        try (PlainUpsert upsert = way.on(connection)) {
            upsert.upsert(rows);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void verify() throws SQLException {
        Checksum expected = Checksum.of(rows);
        Checksum found = Checksum.ofTable(connection, PlainTable.NAME);
        if (!found.equals(expected)) {
            throw new BadResultException(name + " left " + found + " instead of " + expected);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the connection of " + name, e);
        }
    }
}
