package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.core.anomaly.SeasonalDetector;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores the default detector by NAB's rule on the files of NAB that are there. */
public final class AnomalyNabBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(AnomalyNabBenchmark.class);
    private static final String DIR = "DIR";

    @Override
    public String name() {
        return "anomaly-nab";
    }

    @Override
    public String description() {
        return "scores the default detector on a directory of NAB's files by NAB's rule, standard profile";
    }

    @Override
    public List<String> operands() {
        return List.of(DIR);
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws IOException {
        AnomalyDetector detector = SeasonalDetector.ofDefaults();
        List<NabFile> files = NabDirectory.read(arguments.path(DIR)).scored(detector);
        for (NabFile file : files) {
            LOG.info("{}: {}", file.name(), new NabScorer(List.of(file)).at(detector.threshold()));
        }
        report(new NabScorer(files), detector.threshold(), files.size(), figures);
    }

    private static void report(NabScorer scorer, double shipped, int files, Figures figures) {
        tell("shipped", scorer.at(shipped), figures);
        tell("optimised", scorer.best(), figures);
        if (files > 1) {
            figures.add("leave_one_file_out", scorer.leaveOneOut(), 2, "score");
        }
    }

    private static void tell(String name, NabScorer.Result result, Figures figures) {
        figures.add(name, result.normalised(), 2, "score");
        figures.add(name + "_threshold", result.threshold(), 4, "score");
        figures.add(name + "_windows_hit", result.hits(), 0, "of " + result.windows());
        figures.add(name + "_false_rows", result.falseRows(), 0, "rows");
    }
}
