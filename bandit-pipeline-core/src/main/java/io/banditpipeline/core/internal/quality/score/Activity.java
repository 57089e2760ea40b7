package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;

/**
 * On which days of an account anything was due.
 *
 * <p>Platforms drop rows without any impression, so a day without a row may be a day that is missing or one on which
 * the arm rested. A day is due if the arm was active on it; or if it was active before, usually is on that weekday, and
 * is active again within a week; or if it fell silent within the last three days. An arm that is silent for longer
 * rests, unless the whole account fell silent with it: then a week is due.
 */
final class Activity {
    /** A longer silence of one arm between active days is a rest. */
    static final int MAX_HOLE_DAYS = 7;

    /** So long is an arm due that has fallen silent. */
    static final int GRACE_DAYS = 3;

    /** So long are the arms due of an account that has fallen silent as a whole. */
    static final int MAX_SILENT_DAYS = 7;

    private static final int WEEK = 7;
    private static final int WEEKS = 3;
    private static final double USUAL = 2 / 3.0;

    private final LocalDate first;
    private final int horizon;
    private final BitSet account;

    private Activity(LocalDate first, int horizon, BitSet account) {
        this.first = first;
        this.horizon = horizon;
        this.account = account;
    }

    /**
     * Looks at an account.
     *
     * @param until the last day that is looked at: nothing after it is due
     */
    static Activity of(AccountHistory history, LocalDate until) {
        LocalDate first = history.arms().stream()
                .map(ArmHistory::firstDay)
                .min(Comparator.naturalOrder())
                .orElse(until);
        int horizon = (int) Math.max(-1, until.toEpochDay() - first.toEpochDay());
        BitSet account = new BitSet();
        Activity activity = new Activity(first, horizon, account);
        history.arms().forEach(arm -> account.or(activity.active(arm)));
        return activity;
    }

    /** The first day that is looked at. */
    LocalDate firstDay() {
        return first;
    }

    /** The place of a day in what {@link #due} returns; negative if it is before the first one. */
    int index(LocalDate day) {
        return (int) (day.toEpochDay() - first.toEpochDay());
    }

    /** The days of an arm that are due. */
    BitSet due(ArmHistory arm) {
        BitSet active = active(arm);
        BitSet due = (BitSet) active.clone();
        int lastActive = active.length() - 1;
        for (int day = active.nextSetBit(0); day >= 0 && day <= horizon; day++) {
            if (!active.get(day) && usual(active, day) && (inHole(active, day) || fellSilent(lastActive, day))) {
                due.set(day);
            }
        }
        return due;
    }

    private BitSet active(ArmHistory arm) {
        BitSet active = new BitSet();
        for (int day = 0; day <= horizon; day++) {
            Metrics metrics = arm.on(first.plusDays(day));
            if (metrics.orZero(Metric.IMPRESSIONS) > 0
                    || metrics.orZero(Metric.CLICKS) > 0
                    || metrics.orZero(Metric.COST) > 0) {
                active.set(day);
            }
        }
        return active;
    }

    private static boolean inHole(BitSet active, int day) {
        int before = active.previousSetBit(day);
        int after = active.nextSetBit(day);
        return before >= 0 && after >= 0 && after - before - 1 <= MAX_HOLE_DAYS;
    }

    private boolean fellSilent(int lastActive, int day) {
        if (day < lastActive) {
            return false;
        }
        int lastOfAccount = account.length() - 1;
        boolean withAll = lastOfAccount < day
                && lastOfAccount - lastActive <= GRACE_DAYS
                && day - lastOfAccount <= MAX_SILENT_DAYS;
        return withAll || horizon - lastActive <= GRACE_DAYS;
    }

    /** Whether an arm is usually active on the weekday of a day, in its life and where the account was active. */
    private boolean usual(BitSet active, int day) {
        int occasions = 0;
        int times = 0;
        for (int week = -WEEKS; week <= WEEKS; week++) {
            int other = day + WEEK * week;
            if (other != day && other >= active.nextSetBit(0) && other < active.length() && account.get(other)) {
                occasions++;
                times += active.get(other) ? 1 : 0;
            }
        }
        return occasions == 0 ? usualLately(active, day) : times >= USUAL * occasions;
    }

    /** Of an arm too young to have a week: whether it was active on most days before. */
    private static boolean usualLately(BitSet active, int day) {
        int from = Math.max(active.nextSetBit(0), day - WEEK);
        int to = active.previousSetBit(day);
        return to >= from && active.get(from, to + 1).cardinality() >= USUAL * (to + 1 - from);
    }
}
