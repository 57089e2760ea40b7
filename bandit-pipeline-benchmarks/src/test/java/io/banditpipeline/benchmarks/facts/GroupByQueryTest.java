package io.banditpipeline.benchmarks.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.workload.Checksum;
import io.banditpipeline.benchmarks.workload.Workload;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import io.banditpipeline.store.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupByQueryTest {
    private static final int HOURS = 60;

    @TempDir
    Path directory;

    @Test
    void both_ways_to_find_the_day_and_the_roll_up_come_to_the_same_facts() throws Exception {
        Workload workload = new Workload(HOURS);
        WorkloadFeed feed = new WorkloadFeed(workload);
        try (Server server = Database.SQLITE.start(directory);
                Storage storage = server.openStorage();
                Connection connection = server.connect(Map.of())) {
            feed.register(storage.catalog());
            feed.replace(storage.metrics(), (arm, hour) -> workload.row(arm, hour, 0), HOURS, workload.observedAt(0));
            Checksum right = Checksum.of(workload.rows(HOURS, 0));
            assertThat(GroupByQuery.ofStoredDay(connection).facts()).isEqualTo(right);
            assertThat(GroupByQuery.ofZone(connection, Database.SQLITE).facts()).isEqualTo(right);
            assertThat(feed.dailyFacts(storage.metrics(), workload.observedAt(0)))
                    .isEqualTo(right);
        }
    }
}
