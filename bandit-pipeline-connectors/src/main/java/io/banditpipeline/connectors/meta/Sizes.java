package io.banditpipeline.connectors.meta;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of one account can be asked for at once, learnt from what was too much. What was learnt is held for some
 * time only, so that an account that shrank is asked for in large again. Thread-safe.
 */
final class Sizes {
    static final int LARGEST_PAGE = 500;
    static final int SMALLEST_PAGE = 25;
    static final int LARGEST_BATCH = 100;

    private static final int MOST_IDS = 10_000;
    private static final Duration HELD = Duration.ofHours(24);
    private static final long NEVER = Long.MAX_VALUE;

    private final InstantSource clock;
    private int page = LARGEST_PAGE;
    private long daysTooMany = NEVER;
    private long daysToReport = NEVER;
    private long daysUnreportable = NEVER;
    private final Map<MetaLevel, Integer> batches = new EnumMap<>(MetaLevel.class);
    private final Set<String> tooLarge = new LinkedHashSet<>();
    private @Nullable Instant learntAt;

    Sizes(InstantSource clock) {
        this.clock = clock;
    }

    /** How many rows to ask for on a page. */
    synchronized int page() {
        forgetOld();
        return page;
    }

    /**
     * A page was too large.
     *
     * @return the next smaller size; the same if there is none
     */
    synchronized int smallerPage(int tooLargePage) {
        learn();
        page = Math.max(SMALLEST_PAGE, Math.min(page, tooLargePage / 2));
        return page;
    }

    /** Whether so many days at once are known to be too much for an immediate answer. */
    synchronized boolean isTooLong(long days) {
        forgetOld();
        return days >= daysTooMany;
    }

    /** Whether a report run may help with so many days. */
    synchronized boolean mayBeReported(long days) {
        forgetOld();
        return days >= daysToReport && days < daysUnreportable;
    }

    /** So many days at once were too much for an immediate answer. */
    synchronized void tooLong(long days, boolean reportMayHelp) {
        learn();
        daysTooMany = Math.min(daysTooMany, days);
        if (reportMayHelp) {
            daysToReport = Math.min(daysToReport, days);
        }
    }

    /** No report run answers for so many days. */
    synchronized void unreportable(long days) {
        learn();
        daysUnreportable = Math.min(daysUnreportable, days);
    }

    /** How many objects of a level to ask for at once. */
    synchronized int batch(MetaLevel level) {
        forgetOld();
        return batches.getOrDefault(level, LARGEST_BATCH);
    }

    /** So many objects of a level were too much at once. */
    synchronized void tooMany(MetaLevel level, int objects) {
        learn();
        batches.merge(level, (objects + 1) / 2, Math::min);
    }

    /** Whether one object alone is known to be too much. */
    synchronized boolean isTooLarge(String id) {
        forgetOld();
        return tooLarge.contains(id);
    }

    /** One object alone was too much. */
    synchronized void tooLarge(String id) {
        learn();
        if (tooLarge.size() >= MOST_IDS) {
            tooLarge.clear();
        }
        tooLarge.add(id);
    }

    /** What was learnt, for log lines. */
    @Override
    public synchronized String toString() {
        return "page=" + page + " batches=" + Collections.unmodifiableMap(batches) + " tooLarge=" + tooLarge.size();
    }

    private void learn() {
        if (learntAt == null) {
            learntAt = clock.instant();
        }
    }

    private void forgetOld() {
        if (learntAt != null && clock.instant().isAfter(learntAt.plus(HELD))) {
            page = LARGEST_PAGE;
            daysTooMany = NEVER;
            daysToReport = NEVER;
            daysUnreportable = NEVER;
            batches.clear();
            tooLarge.clear();
            learntAt = null;
        }
    }
}
