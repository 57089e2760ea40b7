package io.banditpipeline.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainContendersTest {
    private static final int HOURS = 22;

    @TempDir
    Path directory;

    private final Workload workload = new Workload(HOURS);
    private final List<MetricRow> rows = workload.rows(HOURS, 1);

    @Test
    void every_contender_leaves_the_rows_that_were_given() throws Exception {
        try (Server server = Database.SQLITE.start(directory)) {
            PlainTable table = PlainTable.create(server, workload.rows(HOURS / 2, 0));
            List<Contender> contenders = PlainContenders.of(server, table, rows);
            assertThat(contenders).extracting(Contender::name).contains("ours_plain", "spring_batch");
            for (Contender contender : contenders) {
                contender.prepare();
                contender.run();
                contender.verify();
                contender.close();
            }
        }
    }

    @Test
    void one_wrong_value_is_a_bad_result() throws Exception {
        try (Server server = Database.SQLITE.start(directory)) {
            PlainTable table = PlainTable.create(server, workload.rows(HOURS / 2, 0));
            try (Contender forgetful = PlainContender.of(
                    "forgetful",
                    server,
                    table,
                    rows,
                    Map.of(),
                    connection -> given -> new MultiRowUpsert(connection, Database.SQLITE, PlainTable.NAME, 10)
                            .upsert(given.subList(1, given.size())))) {
                forgetful.prepare();
                forgetful.run();
                assertThatExceptionOfType(BadResultException.class)
                        .isThrownBy(forgetful::verify)
                        .withMessageStartingWith("forgetful left");
            }
        }
    }
}
