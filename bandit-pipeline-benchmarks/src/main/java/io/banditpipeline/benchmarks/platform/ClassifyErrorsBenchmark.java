package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.google.GoogleErrors;
import io.banditpipeline.connectors.internal.meta.MetaErrors;
import io.banditpipeline.connectors.internal.tradedesk.TradeDeskErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether platforms' error answers are taken for what a file says that they are. */
public final class ClassifyErrorsBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifyErrorsBenchmark.class);
    private static final String PLATFORM = "PLATFORM";
    private static final String FILE = "FILE";

    @Override
    public String name() {
        return "classify-errors";
    }

    @Override
    public String description() {
        return "what google's, meta's or trade_desk's error answers in a file are taken for, against what it says";
    }

    @Override
    public List<String> operands() {
        return List.of(PLATFORM, FILE);
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public void run(Arguments arguments, Figures figures) {
        Classifier classifier = classifier(arguments.path(PLATFORM).toString());
        List<ErrorCase> cases = ErrorCase.read(arguments.path(FILE));
        List<String> mismatches = cases.stream()
                .map(each -> each.mismatch(classifier))
                .flatMap(Optional::stream)
                .toList();
        mismatches.forEach(LOG::error);
        figures.add("cases", cases.size(), 0, "cases");
        figures.add("mismatches", mismatches.size(), 0, "cases");
        if (!mismatches.isEmpty()) {
            throw new BadResultException(
                    mismatches.size() + " of " + cases.size() + " cases are taken for something else");
        }
    }

    private static Classifier classifier(String platform) {
        return switch (platform) {
            case "google", "google_ads" -> new GoogleErrors();
            case "meta" -> new MetaErrors();
            case "trade_desk" -> new TradeDeskErrors();
            default ->
                throw new UsageException("PLATFORM must be google, meta or trade_desk, but is '" + platform + "'");
        };
    }
}
