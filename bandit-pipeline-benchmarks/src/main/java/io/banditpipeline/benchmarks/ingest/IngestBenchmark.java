package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import io.banditpipeline.benchmarks.harness.UsageException;
import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.benchmarks.workload.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Stores rows of which half restate what is stored, in every way, in turn. */
public final class IngestBenchmark implements Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 3;

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
        int rows = arguments.positive("rows", ROWS);
        if (rows % (2 * Workload.ARMS) != 0) {
            throw new UsageException("--rows must be a multiple of " + 2 * Workload.ARMS + ", but is " + rows);
        }
        int rounds = arguments.positive("rounds", ROUNDS);
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                Server server = database.start(directory.path())) {
            measure(server, new Workload(rows / Workload.ARMS), rounds, figures);
        }
    }

    private void measure(Server server, Workload workload, int rounds, Figures figures) throws Exception {
        List<MetricRow> rows = workload.rows(workload.hours(), 1);
        PlainTable table = PlainTable.create(server, workload.rows(workload.hours() / 2, 0));
        List<Contender> contenders = PlainContenders.of(server, table, rows);
        Rounds result = Rounds.run(rounds, contenders);
        List<String> names = contenders.stream().map(Contender::name).toList();
        contenders.forEach(Contender::close);
        report(result, names, rows.size(), figures);
    }

    private static void report(Rounds result, List<String> names, int rows, Figures figures) {
        String ceiling = names.stream()
                .filter(name -> name.startsWith(PlainContenders.CEILING))
                .min(Comparator.comparingDouble(result::medianSeconds))
                .orElseThrow();
        figures.ratio("ratio_vs_ceiling", result.timeRatio(ceiling, PlainContenders.OURS));
        figures.ratio("ratio_vs_spring_batch", result.timeRatio(PlainContenders.SPRING_BATCH, PlainContenders.OURS));
        names.forEach(name -> figures.speed(name, rows, result.medianSeconds(name)));
    }
}
