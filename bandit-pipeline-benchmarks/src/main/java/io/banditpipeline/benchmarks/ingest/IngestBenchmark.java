package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.database.TableSnapshot;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.benchmarks.workload.Workload;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Stores rows of which half restate what is stored, in every way, in turn. */
public final class IngestBenchmark implements Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 3;
    private static final String WHOLE_PATH = "ours_full";

    private final Database database;

    /** Measures one database. */
    public IngestBenchmark(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "ingest-" + database.id();
    }

    @Override
    public String description() {
        return "stores 1,000,000 rows, half of them restated, against Spring Batch and the fastest known way";
    }

    @Override
    public Set<String> options() {
        return Set.of("rows", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        Workload workload = new Workload(Workload.hours(arguments.positive("rows", ROWS)));
        int rounds = arguments.positive("rounds", ROUNDS);
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                Server server = database.start(directory.path())) {
            measure(server, workload, rounds, figures);
        }
    }

    private static void measure(Server server, Workload workload, int rounds, Figures figures) throws Exception {
        List<MetricRow> rows = workload.rows(workload.hours(), 1);
        PlainTable table = PlainTable.create(server, workload.rows(workload.hours() / 2, 0));
        try (Storage storage = server.openStorage()) {
            List<Contender> contenders = new ArrayList<>(PlainContenders.of(server, table, rows));
            contenders.add(wholePath(server, storage, workload, rows));
            Rounds result = Rounds.run(rounds, contenders);
            contenders.forEach(Contender::close);
            report(result, contenders, rows.size(), figures);
        }
    }

    private static Contender wholePath(Server server, Storage storage, Workload workload, List<MetricRow> rows)
            throws SQLException {
        int half = workload.hours() / 2;
        WorkloadFeed feed = new WorkloadFeed(workload);
        feed.register(storage.catalog());
        feed.replace(storage.metrics(), (arm, hour) -> workload.row(arm, hour, 0), half, workload.observedAt(0));
        TableSnapshot initial = TableSnapshot.take(server, StorageContender.TABLES);
        SliceReceipt expected = new SliceReceipt(rows.size() / 2, rows.size() / 2, 0, 0);
        return new StorageContender(WHOLE_PATH, storage.metrics(), initial, workload, rows, expected);
    }

    private static void report(Rounds result, List<Contender> contenders, int rows, Figures figures) {
        List<String> names = contenders.stream().map(Contender::name).toList();
        String ceiling = names.stream()
                .filter(name -> name.startsWith(PlainContenders.CEILING))
                .min(Comparator.comparingDouble(result::medianSeconds))
                .orElseThrow();
        figures.ratio("ratio_vs_ceiling", result.timeRatio(ceiling, PlainContenders.OURS));
        figures.ratio("ratio_vs_spring_batch", result.timeRatio(PlainContenders.SPRING_BATCH, PlainContenders.OURS));
        figures.ratio(
                "ratio_vs_spring_batch_one_transaction",
                result.timeRatio(PlainContenders.SPRING_BATCH_ONE_TRANSACTION, PlainContenders.OURS));
        figures.ratio("ratio_full_over_plain", result.timeRatio(WHOLE_PATH, PlainContenders.OURS));
        names.forEach(name -> figures.speed(name, rows, result.medianSeconds(name)));
    }
}
