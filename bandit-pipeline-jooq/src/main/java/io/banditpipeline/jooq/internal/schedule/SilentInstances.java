package io.banditpipeline.jooq.internal.schedule;

import io.banditpipeline.error.PipelineException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees the slots of instances that have died, and lets go of those that this one has lost.
 *
 * <p>An instance is held for dead when its heartbeat stays the same over some looks in a row. No moment is compared
 * with a clock: clocks that differ, or are set, and a process that stands still for a while make nobody seem dead. Not
 * thread-safe: run by one thread at a time.
 */
final class SilentInstances implements Runnable {
    /** So many looks at the same heartbeat in a row, each a heartbeat after the one before. */
    static final int LOOKS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SilentInstances.class);

    private final JobTable table;
    private final RunningJobs running;
    private final Runnable afterFreed;
    private Map<RunningJobs.Key, Look> looks = new HashMap<>();
    private boolean failing;

    SilentInstances(JobTable table, RunningJobs running, Runnable afterFreed) {
        this.table = table;
        this.running = running;
        this.afterFreed = afterFreed;
    }

    private record Look(@Nullable Instant heartbeat, int times) {
        Look again(@Nullable Instant now) {
            return new Look(now, now != null && now.equals(heartbeat) ? times + 1 : 1);
        }
    }

    @Override
    public void run() {
        try {
            look();
            failing = false;
        } catch (PipelineException failure) {
            // Whoever runs jobs could perhaps not reach the database either.
            looks.clear();
            if (!failing) {
                LOG.warn("the jobs of other instances cannot be watched: the database fails. Going on", failure);
            }
            failing = true;
        }
    }

    private void look() {
        Set<RunningJobs.Key> mine = running.keys(); // before the rows: what is picked after them is not lost
        List<JobRow> picked = table.all().stream().filter(JobRow::picked).toList();
        List<RunningJobs.Key> held = picked.stream().map(SilentInstances::key).toList();
        mine.stream().filter(key -> !held.contains(key)).forEach(running::lose);

        Map<RunningJobs.Key, Look> now = new HashMap<>();
        for (JobRow row : picked) {
            if (!mine.contains(key(row))) {
                now.put(
                        key(row),
                        looks.getOrDefault(key(row), new Look(null, 0)).again(row.heartbeat()));
            }
        }
        looks = now;
        picked.stream().filter(row -> isSilent(now.get(key(row)))).forEach(this::free);
    }

    private static boolean isSilent(@Nullable Look look) {
        return look != null && look.times() >= LOOKS;
    }

    private void free(JobRow row) {
        if (table.free(row)) {
            LOG.warn(
                    "job={} is begun again: instance={} has had it and given no sign of life since {}",
                    row.job(),
                    row.instance(),
                    row.heartbeat());
            afterFreed.run();
        }
    }

    private static RunningJobs.Key key(JobRow row) {
        return new RunningJobs.Key(row.job(), row.version());
    }
}
