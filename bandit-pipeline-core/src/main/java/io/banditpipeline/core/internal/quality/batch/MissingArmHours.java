package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds arms that lack hours of a day which they have rows of on nearly all other days of the slice. Hours that all
 * arms lack are {@link MissingHours}'s. Memory grows with arms and days: 16 bytes of each.
 */
final class MissingArmHours implements BatchValidator.Check {
    private static final int HOURS = 24;

    private final Parameters parameters;
    private final BatchContext context;
    private final ZoneId zone;
    private final LocalDate firstDay;
    private final int days;
    private final Map<String, Arm> byArm = new TreeMap<>();

    /** The hours of the local clock with rows, as bits, and the impressions, by day. */
    private record Arm(int[] hours, double[] impressions) {}

    MissingArmHours(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
        this.zone = context.slice().account().zone();
        this.firstDay = context.slice().days().first();
        this.days = Math.toIntExact(context.slice().days().days());
    }

    @Override
    public Verdict row(Observation row) {
        Interval interval = row.interval();
        String armId = context.armByEntity().get(row.entity().id());
        if (armId != null
                && interval.granularity() == Granularity.HOUR
                && context.slice().days().contains(interval.day())) {
            Arm arm = byArm.computeIfAbsent(armId, unused -> new Arm(new int[days], new double[days]));
            int day = Math.toIntExact(interval.day().toEpochDay() - firstDay.toEpochDay());
            arm.hours()[day] |= 1 << interval.start().atZone(zone).getHour();
            arm.impressions()[day] += row.metrics().orZero(Metric.IMPRESSIONS);
        }
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        Instant latest = context.now().minus(Duration.ofSeconds((long) (parameters.get("lagHours") * 3_600)));
        for (int i = 0; i < days; i++) {
            LocalDate day = firstDay.plusDays(i);
            if (!day.plusDays(1).atStartOfDay(zone).toInstant().isAfter(latest)) {
                judge(day, i, findings);
            }
        }
    }

    private void judge(LocalDate day, int index, Findings findings) {
        int ofAnyArm = 0;
        for (Arm arm : byArm.values()) {
            ofAnyArm |= arm.hours()[index];
        }
        for (Map.Entry<String, Arm> arm : byArm.entrySet()) {
            int present = arm.getValue().hours()[index];
            int missing = usual(arm.getValue(), index) & ofAnyArm & ~present;
            boolean busy = arm.getValue().impressions()[index]
                    >= parameters.get("minImpressions") * Math.max(1, Integer.bitCount(present));
            if (present != 0 && busy && Integer.bitCount(missing) >= parameters.count("minHours")) {
                findings.add(
                        Subject.arm(arm.getKey(), day),
                        "hours",
                        Integer.bitCount(missing) + " of " + HOURS,
                        "expected rows of every hour that the arm has on nearly all other days; the first without one"
                                + " begins at "
                                + Integer.numberOfTrailingZeros(missing)
                                + " o'clock local time, though other arms have rows of it");
            }
        }
    }

    /** The hours that the arm has on nearly all other days on which it ran; none if these are too few to say. */
    private int usual(Arm arm, int index) {
        int others = 0;
        int[] present = new int[HOURS];
        for (int day = 0; day < days; day++) {
            if (day != index && arm.hours()[day] != 0) {
                others++;
                for (int hour = 0; hour < HOURS; hour++) {
                    present[hour] += arm.hours()[day] >>> hour & 1;
                }
            }
        }
        int usual = 0;
        for (int hour = 0; hour < HOURS && others >= parameters.count("minDays"); hour++) {
            usual |= present[hour] >= parameters.get("usualShare") * others ? 1 << hour : 0;
        }
        return usual;
    }
}
