package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.ingest.SpringBatchUpsert.Commit;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who competes on the plain table of each database, each with the driver settings that suit it best. */
final class PlainContenders {
    /** The name of this library's bulk path. */
    static final String OURS = "ours_plain";

    /** The name of the peer. */
    static final String SPRING_BATCH = "spring_batch";

    /** The peer, committing once, as we do. */
    static final String SPRING_BATCH_ONE_TRANSACTION = SPRING_BATCH + "_one_transaction";

    /** What the names of the fastest known ways begin with. */
    static final String CEILING = "ceiling";

    private static final int SQLITE_FEW_ROWS = 50;
    private static final int SQLITE_MANY_ROWS = 500;
    private static final int MARIADB_ROWS = 1000;
    private static final Map<String, String> NO_PROPERTIES = Map.of();
    private static final Map<String, String> SERVER_PREPARED = Map.of("useServerPrepStmts", "true");

    private PlainContenders() {}

    /** The contenders of a server's database. */
    static List<Contender> of(Server server, PlainTable table, List<MetricRow> rows) throws SQLException {
        Maker maker = new Maker(server, table, rows, new ArrayList<>());
        switch (server.database()) {
            case POSTGRES -> maker.postgres();
            case SQLITE -> maker.sqlite();
            case MARIADB -> maker.mariaDb();
        }
        return maker.contenders();
    }

    private record Maker(Server server, PlainTable table, List<MetricRow> rows, List<Contender> contenders) {
        void postgres() throws SQLException {
            add(CEILING, NO_PROPERTIES, CopyStagingUpsert::new);
            springBatch(Map.of("reWriteBatchedInserts", "true"));
            add(OURS, NO_PROPERTIES, OurBulkUpsert::new);
        }

        void sqlite() throws SQLException {
            multiRow(CEILING + "_" + SQLITE_FEW_ROWS, NO_PROPERTIES, SQLITE_FEW_ROWS);
            multiRow(CEILING + "_" + SQLITE_MANY_ROWS, NO_PROPERTIES, SQLITE_MANY_ROWS);
            springBatch(NO_PROPERTIES);
            add(OURS, NO_PROPERTIES, OurBulkUpsert::new);
        }

        void mariaDb() throws SQLException {
            multiRow(CEILING, SERVER_PREPARED, MARIADB_ROWS);
            springBatch(Map.of("rewriteBatchedStatements", "true"));
            add(OURS, SERVER_PREPARED, OurBulkUpsert::new);
        }

        private void multiRow(String name, Map<String, String> properties, int rowsPerStatement) throws SQLException {
            Database database = server.database();
            add(
                    name,
                    properties,
                    connection -> new MultiRowUpsert(connection, database, PlainTable.NAME, rowsPerStatement));
        }

        private void springBatch(Map<String, String> properties) throws SQLException {
            Database database = server.database();
            add(SPRING_BATCH, properties, connection -> new SpringBatchUpsert(connection, database, Commit.CHUNK));
            add(
                    SPRING_BATCH_ONE_TRANSACTION,
                    properties,
                    connection -> new SpringBatchUpsert(connection, database, Commit.END));
        }

        private void add(String name, Map<String, String> properties, PlainContender.Way way) throws SQLException {
            contenders.add(PlainContender.of(name, server, table, rows, properties, way));
        }
    }
}
