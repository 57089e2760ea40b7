package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.database.TableSnapshot;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.benchmarks.workload.Workload;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Stores what is stored already, against storing the same rows with other values. */
public final class UnchangedBenchmark implements Benchmark {
    private static final int ROWS = 500_000;
    private static final int ROUNDS = 3;
    private static final String ALL = "all";
    private static final String CHANGED = "changed";
    private static final String UNCHANGED = "unchanged";
    private static final Database BY_DEFAULT = Database.POSTGRES;

    @Override
    public String name() {
        return "ingest-unchanged";
    }

    @Override
    public String description() {
        return "stores 500,000 restated rows, once all changed and once none, with revisions and daily roll-up";
    }

    @Override
    public Set<String> options() {
        return Set.of("database", "rows", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        List<String> databases = new ArrayList<>(Database.ids());
        databases.add(ALL);
        String chosen = arguments.oneOf("database", BY_DEFAULT.id(), databases);
        Workload workload = new Workload(Workload.hours(arguments.positive("rows", ROWS)));
        int rounds = arguments.positive("rounds", ROUNDS);
        for (Database database : Database.values()) {
            if (chosen.equals(ALL) || chosen.equals(database.id())) {
                String suffix = chosen.equals(ALL) && database != BY_DEFAULT ? "_" + database.id() : "";
                measure(database, workload, rounds, figures, suffix);
            }
        }
    }

    private static void measure(Database database, Workload workload, int rounds, Figures figures, String suffix)
            throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                Server server = database.start(directory.path());
                Storage storage = server.openStorage()) {
            int hours = workload.hours();
            WorkloadFeed feed = new WorkloadFeed(workload);
            feed.register(storage.catalog());
            feed.replace(storage.metrics(), (arm, hour) -> workload.row(arm, hour, 0), hours, workload.observedAt(0));
            TableSnapshot initial = TableSnapshot.take(server, StorageContender.TABLES);
            Rounds result = Rounds.run(rounds, contenders(storage.metrics(), initial, workload));
            int rows = hours * Workload.ARMS;
            figures.ratio("ratio_changed_over_unchanged" + suffix, result.timeRatio(CHANGED, UNCHANGED));
            for (String name : Arrays.asList(CHANGED, UNCHANGED)) {
                figures.speed(name + suffix, rows, result.medianSeconds(name));
            }
        }
    }

    private static List<StorageContender> contenders(MetricStore metrics, TableSnapshot initial, Workload workload) {
        List<MetricRow> same = workload.rows(workload.hours(), 0);
        List<MetricRow> other = workload.rows(workload.hours(), 1);
        return List.of(
                new StorageContender(
                        CHANGED, metrics, initial, workload, other, new SliceReceipt(0, other.size(), 0, 0)),
                new StorageContender(
                        UNCHANGED, metrics, initial, workload, same, new SliceReceipt(0, 0, same.size(), 0)));
    }
}
