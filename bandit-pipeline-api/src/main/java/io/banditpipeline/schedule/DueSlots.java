package io.banditpipeline.schedule;

import io.banditpipeline.schedule.JobSpec.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Works out which slots of a job are due. Stateless. */
final class DueSlots {
    private DueSlots() {}

    static Due of(JobSpec spec, Instant awaited, Instant now) {
        if (now.isBefore(spec.begin(awaited))) {
            return new Due(List.of(), 0, awaited);
        }
        if (spec.trigger() instanceof Trigger.After) {
            return new Due(List.of(awaited), 0, spec.trigger().next(now));
        }
        Due due = spec.trigger() instanceof Trigger.Every grid
                ? onGrid(spec, grid, awaited, now)
                : walked(spec, awaited, now);
        return isMissed(spec, due, now)
                ? new Due(List.of(), due.skipped() + due.slots().size(), due.next())
                : due;
    }

    /** Whether even the latest slot is too late for a job that makes up for nothing. */
    private static boolean isMissed(JobSpec spec, Due due, Instant now) {
        Instant latest = due.slots().get(due.slots().size() - 1);
        return spec.missed().kind() == MissedRuns.Kind.SKIP
                && Duration.between(spec.begin(latest), now).compareTo(spec.grace()) > 0;
    }

    /** Counts instead of walking: millions of slots may lie between, if a host was down for long. */
    private static Due onGrid(JobSpec spec, Trigger.Every grid, Instant awaited, Instant now) {
        Instant last = SlotMath.latestOnGrid(now, grid);
        if (now.isBefore(spec.begin(last))) {
            last = last.minus(grid.period());
        }
        if (!last.isAfter(awaited)) {
            return due(List.of(awaited), 1, grid.next(awaited));
        }
        long onGrid = Duration.between(grid.next(awaited), last).dividedBy(grid.period()) + 1;
        List<Instant> latest = new ArrayList<>();
        Instant slot = last;
        for (; slot.isAfter(awaited) && latest.size() < spec.missed().limit(); slot = slot.minus(grid.period())) {
            latest.add(slot);
        }
        if (latest.size() < spec.missed().limit()) {
            latest.add(awaited);
        }
        Collections.reverse(latest);
        return due(latest, onGrid + 1, grid.next(last));
    }

    private static Due walked(JobSpec spec, Instant awaited, Instant now) {
        Deque<Instant> latest = new ArrayDeque<>();
        long passed = 0;
        Instant slot = awaited;
        for (; !now.isBefore(spec.begin(slot)); slot = spec.trigger().next(slot)) {
            passed++;
            latest.addLast(slot);
            if (latest.size() > spec.missed().limit()) {
                latest.removeFirst();
            }
        }
        return due(latest, passed, slot);
    }

    private static Due due(Collection<Instant> slots, long passed, Instant next) {
        return new Due(List.copyOf(slots), passed - slots.size(), next);
    }
}
