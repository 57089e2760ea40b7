package io.banditpipeline.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times contenders in turn, round after round, so that a machine that drifts slows all of them alike.
 *
 * <p>The first round warms up and is not counted. Each round starts with another contender, so that none always follows
 * the same one.
 */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, List<Double>> secondsByName = new LinkedHashMap<>();

    private Rounds() {}

    /**
     * Runs a warm-up round and some counted rounds.
     *
     * @param rounds the counted rounds, at least 1
     * @throws BadResultException if a run leaves the wrong thing behind
     */
    public static Rounds run(int rounds, List<? extends Contender> contenders) throws Exception {
        Rounds result = new Rounds();
        for (int round = 0; round <= rounds; round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, -round);
            for (Contender contender : order) {
                double seconds = time(contender);
                LOG.info(
                        "{} {}: {} s",
                        round == 0 ? "warm-up" : "round " + round,
                        contender.name(),
                        String.format(Locale.ROOT, "%.3f", seconds));
                if (round > 0) {
                    result.add(contender.name(), seconds);
                }
            }
        }
        return result;
    }

    private static double time(Contender contender) throws Exception {
        contender.prepare();
        System.gc(); // the litter of one contender is not collected in the time of the next
        long start = System.nanoTime();
        contender.run();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        contender.verify();
        return seconds;
    }

    private void add(String name, double seconds) {
        secondsByName.computeIfAbsent(name, unused -> new ArrayList<>()).add(seconds);
    }

    /** The median of a contender's counted rounds. */
    public double medianSeconds(String name) {
        List<Double> sorted =
                secondsByName.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no contender is called " + name + ", but " + secondsByName.keySet());
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How many times longer one took than another, by their medians. */
    public double timeRatio(String name, String other) {
        return medianSeconds(name) / medianSeconds(other);
    }
}
