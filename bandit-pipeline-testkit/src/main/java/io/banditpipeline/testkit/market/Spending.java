package io.banditpipeline.testkit.market;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.Micros;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every arm spends on every day, in units of the campaign's currency: what was ordinary, or the budget in force.
 *
 * <p>Remembers the budgets that were applied, and one number a channel and day. This class is thread-safe.
 */
final class Spending {
    private static final double WITHDRAWN_SHARE = 0.004;
    private static final double[] BY_WEEKDAY = {0.4, 1, 0.7, 0.3, -0.5, -1, -0.9};

    private final DateRange days;
    private final double weekdaySwing;
    private final Map<String, List<TrueArm>> armsByChannel;
    private final Map<String, NavigableMap<LocalDate, Long>> budgets = new HashMap<>();
    private final Map<String, NavigableMap<LocalDate, Double>> effectiveSpend = new HashMap<>();

    Spending(World world) {
        days = world.days();
        weekdaySwing = world.noise().weekdays();
        armsByChannel = world.arms().stream()
                .collect(Collectors.groupingBy(arm -> arm.channel().name()));
    }

    /** Puts budgets into force from a day on. */
    synchronized void apply(LocalDate day, Map<String, Long> micros) {
        micros.forEach((armId, budget) ->
                budgets.computeIfAbsent(armId, unused -> new TreeMap<>()).put(day, budget));
        effectiveSpend.values().forEach(byDay -> byDay.tailMap(day, true).clear());
    }

    /** What the arm is billed at first. */
    double billed(TrueArm arm, LocalDate day) {
        if (!days.contains(day)) {
            return 0;
        }
        Long budget = budget(arm, day);
        if (budget != null) {
            return Micros.toDouble(budget) * Keyed.between(0.95, 1, arm.key(), 31, day.toEpochDay());
        }
        double level = arm.channel().level(day.toEpochDay());
        double own = StrictMath.exp(arm.channel().spread() * 0.3 * Keyed.normal(arm.key(), 32, day.toEpochDay()));
        double weekday = 1 + weekdaySwing * BY_WEEKDAY[day.getDayOfWeek().ordinal()];
        return arm.channel().baseSpend() * arm.share() * level * own * weekday;
    }

    /**
     * The age in days at which the platform withdraws the arm's day as invalid traffic, or {@link Integer#MAX_VALUE}.
     */
    int withdrawnAtDays(TrueArm arm, LocalDate day) {
        if (Keyed.uniform(arm.key(), 33, day.toEpochDay()) >= WITHDRAWN_SHARE) {
            return Integer.MAX_VALUE;
        }
        return 3 + (int) (11 * Keyed.uniform(arm.key(), 34, day.toEpochDay()));
    }

    /** What the arm spends in the end: nothing on a day that is withdrawn. */
    double spend(TrueArm arm, LocalDate day) {
        return withdrawnAtDays(arm, day) == Integer.MAX_VALUE ? billed(arm, day) : 0;
    }

    /** What all arms of the channel spend in the end. */
    double spend(TrueChannel channel, LocalDate day) {
        return arms(channel).stream().mapToDouble(arm -> spend(arm, day)).sum();
    }

    /** The same, each arm's money weighted with its efficiency: what the channel's response depends on. */
    synchronized double effectiveSpend(TrueChannel channel, LocalDate day) {
        if (!days.contains(day)) {
            return 0;
        }
        return effectiveSpend
                .computeIfAbsent(channel.name(), unused -> new TreeMap<>())
                .computeIfAbsent(day, unused -> arms(channel).stream()
                        .mapToDouble(arm -> arm.efficiency() * spend(arm, day))
                        .sum());
    }

    /** The channel's effective spend with what is carried over from earlier days. */
    double carriedOver(TrueChannel channel, LocalDate day) {
        double[] spend = new double[TrueChannel.MEMORY_DAYS];
        for (int ago = 0; ago < spend.length; ago++) {
            spend[ago] = effectiveSpend(channel, day.minusDays(ago));
        }
        return channel.carriedOver(spend);
    }

    private List<TrueArm> arms(TrueChannel channel) {
        return armsByChannel.getOrDefault(channel.name(), List.of());
    }

    private synchronized @Nullable Long budget(TrueArm arm, LocalDate day) {
        NavigableMap<LocalDate, Long> ofArm = budgets.get(arm.arm().id());
        Map.Entry<LocalDate, Long> inForce = ofArm == null ? null : ofArm.floorEntry(day);
        return inForce == null ? null : inForce.getValue();
    }
}
