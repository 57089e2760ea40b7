package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts rows that repeat an entity and interval, and those of them that say something else than the one before. A few
 * that say the same come with pages that overlap; many are a feed that is delivered twice.
 */
final class RepeatedRows implements BatchValidator.Check {
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_QUARTER = 900;
    /** Set in every digest, so that none is 0: 0 is nothing. */
    private static final int PRESENT = 4;
    /** The bits that hold the quarter of the hour. */
    private static final int QUARTER = 3;

    private final Parameters parameters;
    private final BatchContext context;
    private final LocalDate firstDay;
    private final long firstSecond;
    private final Map<String, Seen> byEntity = new HashMap<>();
    private final Map<LocalDate, Counts> byDay = new TreeMap<>();

    /** A digest of what was said last of each hour or day: 96 bytes an entity and day. */
    private static final class Seen {
        private int[] digests = new int[32];

        int exchange(int slot, int digest) {
            if (slot >= digests.length) {
                digests = Arrays.copyOf(digests, Math.max(slot + 1, 2 * digests.length));
            }
            int before = digests[slot];
            digests[slot] = digest;
            return before;
        }
    }

    private static final class Counts {
        private long rows;
        private long same;
        private long other;
        private String example = "";
    }

    RepeatedRows(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
        this.firstDay = context.slice().days().first();
        this.firstSecond =
                firstDay.atStartOfDay(context.slice().account().zone()).toEpochSecond();
    }

    @Override
    public Verdict row(Observation row) {
        Interval interval = row.interval();
        if (!context.slice().days().contains(interval.day())) {
            return Verdict.PASS;
        }
        Counts counts = byDay.computeIfAbsent(interval.day(), unused -> new Counts());
        counts.rows++;
        boolean daily = interval.granularity() == Granularity.DAY;
        long seconds = interval.start().getEpochSecond() - firstSecond;
        int slot = Math.toIntExact(
                daily ? interval.day().toEpochDay() - firstDay.toEpochDay() : seconds / SECONDS_PER_HOUR);
        int quarter = daily ? 0 : (int) (seconds % SECONDS_PER_HOUR / SECONDS_PER_QUARTER);
        int digest = (row.metrics().hashCode() * 0x9E3779B9 & ~(PRESENT | QUARTER)) | PRESENT | quarter;
        int before = byEntity.computeIfAbsent(row.entity().id(), unused -> new Seen())
                .exchange(slot, digest);
        if (before != 0 && (before & QUARTER) == quarter) {
            count(row, before == digest, counts);
        }
        return Verdict.PASS;
    }

    private static void count(Observation row, boolean same, Counts counts) {
        if (same) {
            counts.same++;
        } else {
            counts.other++;
            counts.example = row.entity().id() + " at " + row.interval().start();
        }
    }

    @Override
    public void end(Findings findings) {
        byDay.forEach((day, counts) -> {
            Subject subject = Subject.account(context.slice().account(), day);
            if (counts.same > 0) {
                boolean many = counts.same > parameters.get("warnShare") * counts.rows;
                findings.add(
                        many ? Severity.WARN : Severity.INFO,
                        subject,
                        "same",
                        Long.toString(counts.same),
                        counts.same + " of " + counts.rows
                                + " rows repeat another one word for word; one of each counts"
                                + (many ? ", but the source seems to deliver its rows twice" : ""));
            }
            if (counts.other > 0) {
                findings.add(
                        Severity.WARN,
                        subject,
                        "other",
                        Long.toString(counts.other),
                        counts.other + " rows repeat an entity and interval with other numbers, such as "
                                + counts.example + "; the newest one counts, and of equally new ones the last: if they"
                                + " are parts of a whole, let the source add them");
            }
        });
    }
}
