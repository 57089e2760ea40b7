package io.banditpipeline.benchmarks.quality;

import com.sun.management.ThreadMXBean;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.metric.Observation;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Judges the same rows again and again in one way; all rows are good but the last. */
final class RowJudge implements Contender {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final List<Observation> rows;
    private final int passes;
    private final Way way;
    private long bad;
    private long allocated;

    /** A way to judge a row. */
    interface Way {
        /** How many rules it breaks. */
        int judge(Observation row);
    }

    RowJudge(String name, List<Observation> rows, int passes, Way way) {
        this.name = name;
        this.rows = rows;
        this.passes = passes;
        this.way = way;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() {
        bad = 0;
    }

    @Override
    public void run() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < rows.size(); i++) {
                bad += way.judge(rows.get(i));
            }
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Bytes that the last run allocated, by row. */
    double bytesPerRow() {
        return (double) allocated / ((double) passes * rows.size());
    }

    @Override
    public void verify() {
        if (bad != passes) {
            throw new BadResultException(
                    name + " found " + bad + " broken rules in " + passes + " passes, but one row breaks one rule");
        }
    }

    @Override
    public void close() {}
}
