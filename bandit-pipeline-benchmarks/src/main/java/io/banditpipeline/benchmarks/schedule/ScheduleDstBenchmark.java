package io.banditpipeline.benchmarks.schedule;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When jobs run on days on which the clock is turned: ours, its peers, and what would be right. */
public final class ScheduleDstBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleDstBenchmark.class);
    private static final int FIRST_YEAR = 2020;
    private static final int LAST_YEAR = 2035;
    private static final int MOST_TOLD = 20;

    private final Planner ours;
    private final List<Planner> peers;

    /** Ours, and the peers that are on the class path. */
    public ScheduleDstBenchmark() {
        this(Planners.ours(), Planners.peers());
    }

    ScheduleDstBenchmark(Planner ours, List<Planner> peers) {
        this.ours = ours;
        this.peers = peers;
    }

    @Override
    public String name() {
        return "schedule-dst";
    }

    @Override
    public String description() {
        return "slots on days on which the clock is turned, in every zone, against what a clock on the wall shows";
    }

    @Override
    public Set<String> options() {
        return Set.of("first-year", "last-year");
    }

    @Override
    public void run(Arguments arguments, Figures figures) {
        int firstYear = arguments.positive("first-year", FIRST_YEAR);
        int lastYear = arguments.positive("last-year", LAST_YEAR);
        if (firstYear < 1000 || lastYear > 9000 || firstYear > lastYear) {
            throw new UsageException("--first-year and --last-year must be years in order, from 1000 to 9000, but are "
                    + firstYear + " and " + lastYear);
        }
        DstTable table =
                new DstTable(Stream.concat(Stream.of(ours), peers.stream()).toList());
        table.run(DstCase.all(), figures);
        table.lines().forEach(LOG::info);
        ZoneSweep sweep = new ZoneSweep(ours, peers);
        sweep.run(firstYear, lastYear);
        report(table, sweep, figures);
    }

    private void report(DstTable table, ZoneSweep sweep, Figures figures) {
        figures.add("zone_dates", sweep.dates(), 0, "dates");
        for (Planner peer : peers) {
            figures.add("wrong_hourly_" + peer.name(), sweep.wrongHourly(peer), 0, "dates");
            figures.add("wrong_daily_" + peer.name(), sweep.wrongDaily(peer), 0, "dates");
            figures.add("stuck_" + peer.name(), sweep.stuckZones(peer), 0, "zones");
        }
        int mismatches = table.wrongOfFirst() + sweep.mismatches().size();
        figures.add("mismatches", mismatches, 0, "schedules");
        if (mismatches > 0) {
            sweep.mismatches().stream().limit(MOST_TOLD).forEach(LOG::error);
            throw new BadResultException(mismatches + " schedules of ours differ from what a clock on the wall shows");
        }
    }
}
