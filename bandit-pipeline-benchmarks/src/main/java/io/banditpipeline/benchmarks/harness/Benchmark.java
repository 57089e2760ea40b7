package io.banditpipeline.benchmarks.harness;

import java.util.List;
import java.util.Set;

/** One thing that can be measured or checked. */
public interface Benchmark {
    /** Its name on the command line. Names are kept for good. */
    String name();

    /** What it measures, in one line. */
    String description();

    /** The operands that it needs, in order, by the names that are shown to people: in capitals. By default none. */
    default List<String> operands() {
        return List.of();
    }

    /** The options that it knows, without their dashes. */
    Set<String> options();

    /**
     * Measures, and reports figures as they become known.
     *
     * @throws UsageException if an argument has no meaning
     * @throws BadResultException if it ran but its result is wrong
     */
    void run(Arguments arguments, Figures figures) throws Exception;
}
