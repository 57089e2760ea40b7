package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds hours without a row of any entity, on days that otherwise have many impressions an hour. Which hours a day has
 * is the zone's to say: 23, 24, 25 of them, or a half one at its end. An hour of the clock that is empty on most other
 * days of the slice, too, is when nothing runs.
 */
final class MissingHours implements BatchValidator.Check {
    private static final long HOUR = 3_600;
    private static final long HALF_HOUR = HOUR / 2;

    private final Parameters parameters;
    private final BatchContext context;
    private final ZoneId zone;
    private final Map<LocalDate, Hours> byDay = new TreeMap<>();

    /** The starts of the hours that have rows, and their impressions. */
    private static final class Hours {
        private final TreeSet<Instant> starts = new TreeSet<>();
        private double impressions;

        /**
         * Whether a row starts within half an hour: a clock that shifts by half an hour moves all later hours by it.
         */
        boolean has(Instant start) {
            Instant next = starts.ceiling(start.minusSeconds(HALF_HOUR));
            return next != null && !next.isAfter(start.plusSeconds(HALF_HOUR));
        }
    }

    MissingHours(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
        this.zone = context.slice().account().zone();
    }

    @Override
    public Verdict row(Observation row) {
        Interval interval = row.interval();
        if (interval.granularity() == Granularity.HOUR) {
            Hours hours = byDay.computeIfAbsent(interval.day(), unused -> new Hours());
            hours.starts.add(interval.start());
            hours.impressions += row.metrics().orZero(Metric.IMPRESSIONS);
        }
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        Instant latest = context.now().minus(Duration.ofSeconds((long) (parameters.get("lagHours") * HOUR)));
        byDay.forEach((day, hours) -> {
            if (hours.impressions < parameters.get("minImpressions") * hours.starts.size()) {
                return;
            }
            List<Instant> due = due(day, hours.starts.first(), latest);
            List<Instant> missing = due.stream()
                    .filter(start -> !hours.has(start) && isUsual(start, day))
                    .toList();
            if (!missing.isEmpty()) {
                tell(day, missing, due.size(), findings);
            }
        });
    }

    /** The hours of a day that are over, in step with the rows that are there: with UTC or with the local clock. */
    private List<Instant> due(LocalDate day, Instant anyStart, Instant latest) {
        Instant dayStart = day.atStartOfDay(zone).toInstant();
        Instant dayEnd = day.plusDays(1).atStartOfDay(zone).toInstant();
        long phase = Math.floorMod(Duration.between(dayStart, anyStart).getSeconds(), HOUR);
        List<Instant> due = new ArrayList<>();
        for (Instant start = dayStart.plusSeconds(phase);
                start.isBefore(dayEnd) && !start.plusSeconds(HOUR).isAfter(latest);
                start = start.plusSeconds(HOUR)) {
            due.add(start);
        }
        return due;
    }

    /** Whether the hour of the clock has rows on at least half of the slice's other days, if there are any. */
    private boolean isUsual(Instant start, LocalDate day) {
        LocalTime time = start.atZone(zone).toLocalTime();
        int others = 0;
        int present = 0;
        for (Map.Entry<LocalDate, Hours> other : byDay.entrySet()) {
            Instant there = other.getKey().atTime(time).atZone(zone).toInstant();
            if (!other.getKey().equals(day) && !there.plusSeconds(HOUR).isAfter(context.now())) {
                others++;
                present += other.getValue().has(there) ? 1 : 0;
            }
        }
        return 2 * present >= others;
    }

    private void tell(LocalDate day, List<Instant> missing, int due, Findings findings) {
        findings.add(
                missing.size() >= parameters.get("errorShare") * due ? Severity.ERROR : null,
                Subject.account(context.slice().account(), day),
                "hours",
                missing.size() + " of " + due,
                "expected rows of every hour; there are none from "
                        + missing.get(0).atZone(zone).toLocalDateTime()
                        + (missing.size() == 1
                                ? ""
                                : ", the last such hour is "
                                        + missing.get(missing.size() - 1)
                                                .atZone(zone)
                                                .toLocalDateTime())
                        + " local time");
    }
}
