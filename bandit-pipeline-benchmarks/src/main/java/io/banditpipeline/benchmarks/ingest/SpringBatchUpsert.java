package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.sql.Connection;
import java.util.List;
import org.springframework.batch.item.Chunk;
import org.springframework.batch.item.database.JdbcBatchItemWriter;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The peer: Spring Batch's JDBC writer, in chunks, with positional parameters (its fastest way to bind). */
final class SpringBatchUpsert implements PlainUpsert {
    private static final int CHUNK = 1000;

    private final Connection connection;
    private final Commit commit;
    private final JdbcBatchItemWriter<MetricRow> writer = new JdbcBatchItemWriter<>();

    /** When rows become durable. */
    enum Commit {
        /** After each chunk, as a step of Spring Batch does. */
        CHUNK,
        /** After all rows, as everybody else here does. */
        END
    }

    SpringBatchUpsert(Connection connection, Database database, Commit commit) {
        this.connection = connection;
        this.commit = commit;
        writer.setDataSource(new SingleConnectionDataSource(connection, true));
        writer.setSql(PlainTable.upsertSql(database, PlainTable.NAME, 1));
        writer.setItemPreparedStatementSetter((row, statement) -> PlainTable.bind(statement, 1, row));
        writer.setAssertUpdates(false); // rewritten batches do not count their rows
        writer.afterPropertiesSet();
    }

    @Override
    public void upsert(List<MetricRow> rows) throws Exception {
        for (int from = 0; from < rows.size(); from += CHUNK) {
            writer.write(new Chunk<>(rows.subList(from, Math.min(from + CHUNK, rows.size()))));
            if (commit == Commit.CHUNK) {
                connection.commit();
            }
        }
    }
}
