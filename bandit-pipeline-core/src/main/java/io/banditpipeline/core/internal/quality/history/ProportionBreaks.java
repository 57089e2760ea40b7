package io.banditpipeline.core.internal.quality.history;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds days on which the proportion of claims to orders leaves its own recent level.
 *
 * <p>The level is the median of the days before, plus that of the weekday once there are enough; the scale is their
 * median absolute deviation. Days that broke are left out of it, until as many have followed one another as make a
 * level of their own.
 */
final class ProportionBreaks {
    private static final int FEWEST_OF_WEEKDAY = 2;
    private static final int MOST_DAYS = 42;

    private final Numbers numbers;

    ProportionBreaks(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Consecutive days that broke in the same direction, with the first one's proportions. */
    record Break(LocalDate first, LocalDate last, double proportion, double expected, boolean above) {}

    List<Break> of(List<ClaimedDay> days) {
        List<Break> breaks = new ArrayList<>();
        List<ClaimedDay> usual = new ArrayList<>();
        List<ClaimedDay> unusual = new ArrayList<>();
        for (ClaimedDay day : days) {
            if (usual.size() < numbers.count("minDays") || !isBreak(day, usual)) {
                usual.add(day);
                unusual.clear();
            } else {
                unusual.add(day);
                extend(breaks, day, level(day, usual), unusual.size() > 1);
            }
            if (unusual.size() >= numbers.count("minDays")) {
                usual = new ArrayList<>(unusual);
                unusual.clear();
            }
        }
        return breaks;
    }

    private boolean isBreak(ClaimedDay day, List<ClaimedDay> usual) {
        double away = Math.abs(day.logProportion() - level(day, usual));
        return day.orders() >= numbers.get("minCount")
                && away > Math.log1p(numbers.get("minChange"))
                && away > numbers.get("maxDeviations") * scale(day, usual);
    }

    private static double level(ClaimedDay day, List<ClaimedDay> usual) {
        List<ClaimedDay> recent = recent(usual);
        double level =
                Robust.median(recent.stream().map(ClaimedDay::logProportion).toList());
        return level + weekdays(recent, level).getOrDefault(day.day().getDayOfWeek(), 0.0);
    }

    private double scale(ClaimedDay day, List<ClaimedDay> usual) {
        List<ClaimedDay> recent = recent(usual);
        double level =
                Robust.median(recent.stream().map(ClaimedDay::logProportion).toList());
        Map<DayOfWeek, Double> weekdays = weekdays(recent, level);
        double deviation = Robust.deviation(recent.stream()
                .map(d -> d.logProportion() - weekdays.getOrDefault(d.day().getDayOfWeek(), 0.0))
                .toList());
        double floor = Math.hypot(numbers.get("minScale"), Math.sqrt(day.variance()));
        return Math.max(deviation, floor);
    }

    /**
     * By how much the weekdays differ from the level, drawn to it by one day; one that was seen too rarely is missing.
     */
    private static Map<DayOfWeek, Double> weekdays(List<ClaimedDay> days, double level) {
        Map<DayOfWeek, Double> effects = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek weekday : DayOfWeek.values()) {
            List<Double> ofWeekday = days.stream()
                    .filter(day -> day.day().getDayOfWeek() == weekday)
                    .map(ClaimedDay::logProportion)
                    .toList();
            if (ofWeekday.size() >= FEWEST_OF_WEEKDAY) {
                double drawn = ofWeekday.size() / (ofWeekday.size() + 1.0);
                effects.put(weekday, drawn * (Robust.median(ofWeekday) - level));
            }
        }
        return effects;
    }

    private static List<ClaimedDay> recent(List<ClaimedDay> usual) {
        return usual.subList(Math.max(0, usual.size() - MOST_DAYS), usual.size());
    }

    private static void extend(List<Break> breaks, ClaimedDay day, double level, boolean follows) {
        boolean above = day.logProportion() > level;
        Break open = breaks.isEmpty() ? null : breaks.get(breaks.size() - 1);
        if (follows && open != null && open.above() == above) {
            breaks.set(
                    breaks.size() - 1, new Break(open.first(), day.day(), open.proportion(), open.expected(), above));
        } else {
            breaks.add(new Break(day.day(), day.day(), Math.exp(day.logProportion()), Math.exp(level), above));
        }
    }
}
