package io.banditpipeline.benchmarks;

import io.banditpipeline.benchmarks.anomaly.AnomalyCsvBenchmark;
import io.banditpipeline.benchmarks.anomaly.AnomalyNabBenchmark;
import io.banditpipeline.benchmarks.anomaly.AnomalySpeedBenchmark;
import io.banditpipeline.benchmarks.daily.DailyRunBenchmark;
import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.facts.DailyFactsBenchmark;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.ingest.IngestBenchmark;
import io.banditpipeline.benchmarks.ingest.UnchangedBenchmark;
import io.banditpipeline.benchmarks.platform.ClassifyErrorsBenchmark;
import io.banditpipeline.benchmarks.platform.CollectAccountsBenchmark;
import io.banditpipeline.benchmarks.platform.ParsePlatformsBenchmark;
import io.banditpipeline.benchmarks.platform.StreamBenchmark;
import io.banditpipeline.benchmarks.quality.QualityFaultsBenchmark;
import io.banditpipeline.benchmarks.quality.RowRulesBenchmark;
import io.banditpipeline.benchmarks.schedule.ScheduleDstBenchmark;
import java.util.List;

/** The benchmarks that there are. */
final class Benchmarks {
    private Benchmarks() {}

    /** All, in the order in which they are listed. */
    static List<Benchmark> all() {
        return List.of(
                new IngestBenchmark(Database.POSTGRES),
                new IngestBenchmark(Database.SQLITE),
                new IngestBenchmark(Database.MARIADB),
                new UnchangedBenchmark(),
                new DailyFactsBenchmark(),
                new DailyRunBenchmark(),
                new QualityFaultsBenchmark(),
                new RowRulesBenchmark(),
                new AnomalyCsvBenchmark(),
                new AnomalyNabBenchmark(),
                new AnomalySpeedBenchmark(),
                new ScheduleDstBenchmark(),
                new ClassifyErrorsBenchmark(),
                new CollectAccountsBenchmark(),
                new ParsePlatformsBenchmark(),
                new StreamBenchmark());
    }
}
