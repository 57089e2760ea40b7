package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plants one fault at a time into a market that was collected for some weeks, and looks whether the first run that sees
 * it says so; and counts what runs say while nothing is wrong.
 */
public final class QualityFaultsBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(QualityFaultsBenchmark.class);
    private static final double LEAST_DETECTED = 0.95;
    private static final double MOST_FALSE_ALARMS = 1;

    private final ConfusionTable table = new ConfusionTable();
    private final FalseAlarms falseAlarms = new FalseAlarms();

    @Override
    public String name() {
        return "quality-faults";
    }

    @Override
    public String description() {
        return "plants faults into a synthetic market; how many the first run finds, and how often it cries wolf";
    }

    @Override
    public Set<String> options() {
        return Set.of("seeds", "arms", "warm-up-days", "clean-days");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        int seeds = arguments.positive("seeds", 5);
        int arms = arguments.positive("arms", 48);
        int warmUpDays = arguments.positive("warm-up-days", 45);
        int cleanDays = arguments.positive("clean-days", 60);
        for (int seed = 1; seed <= seeds; seed++) {
            for (FaultCase.Feed feed : FaultCase.Feed.values()) {
                try (TemporaryDirectory directory = TemporaryDirectory.create()) {
                    World world = World.create(seed, arms, feed, directory.path());
                    warmUp(world, warmUpDays);
                    tryFaults(world, seed, feed, directory.path());
                    runClean(world, feed, cleanDays, arms);
                }
            }
        }
        report(figures);
    }

    private static void warmUp(World world, int days) {
        for (int day = 0; day < days; day++) {
            world.run(UnaryOperator.identity(), (report, storage) -> {});
            world.nextDay();
        }
    }

    private void tryFaults(World world, int seed, FaultCase.Feed feed, Path directory) throws IOException {
        Set<Signal> withoutFault = new HashSet<>();
        World control = world.copy(directory.resolve("control.sqlite"));
        control.run(UnaryOperator.identity(), (report, storage) -> withoutFault.addAll(Signals.of(report, storage)));
        control.delete();
        Trial trial = new Trial(world, withoutFault, directory, seed);
        List<FaultCase> cases = FaultCases.all();
        for (int number = 0; number < cases.size(); number++) {
            FaultCase faultCase = cases.get(number);
            if (faultCase.feed() == feed) {
                Trial.Outcome outcome = trial.run(faultCase, number);
                table.add(faultCase, outcome);
                LOG.debug("seed={} {}: {} {}", seed, faultCase, outcome.detected(), Signals.rules(outcome.fitting()));
            }
        }
    }

    private void runClean(World world, FaultCase.Feed feed, int days, int arms) {
        FalseAlarms ofWorld = new FalseAlarms();
        for (int day = 0; day < days; day++) {
            world.run(UnaryOperator.identity(), (report, storage) -> ofWorld.add(arms, Signals.of(report, storage)));
            world.nextDay();
        }
        LOG.info("{} feed, clean for {} days: {} by rule {}", feed, days, ofWorld.perArmPeriod(), ofWorld.byRule());
        falseAlarms.add(ofWorld);
    }

    private void report(Figures figures) {
        table.lines().forEach(LOG::info);
        LOG.info("false alarms by rule: {}", falseAlarms.byRule());
        table.report(figures);
        figures.add("false_alarms_per_arm_60_days", falseAlarms.perArmPeriod(), 3, "alarms");
        if (table.detectedShare() < LEAST_DETECTED || falseAlarms.perArmPeriod() >= MOST_FALSE_ALARMS) {
            throw new BadResultException(String.format(
                    Locale.ROOT,
                    "%.1f %% of the faults were found and there were %.2f false alarms; at least %.0f %% and less than"
                            + " %.0f are expected",
                    100 * table.detectedShare(),
                    falseAlarms.perArmPeriod(),
                    100 * LEAST_DETECTED,
                    MOST_FALSE_ALARMS));
        }
    }
}
