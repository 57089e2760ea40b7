package io.banditpipeline.benchmarks.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ideal, found by looking at a clock on the wall of a zone minute after minute. It computes no transition and knows
 * no trigger, so that it shares no mistake with them.
 */
final class WallClock {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofDays(2);
    private static final int SECONDS_PER_MINUTE = 60;

    private final Window window;
    private final List<Instant> minutes = new ArrayList<>();
    private final List<LocalDateTime> shown = new ArrayList<>();
    private final Map<LocalDateTime, Instant> firstShown = new HashMap<>();
    private final Set<LocalDate> dates = new HashSet<>();

    /** Looks at the clock through a window, and for two days before and after it. */
    WallClock(ZoneId zone, Window window) {
        this.window = window;
        Instant end = window.to().plus(MARGIN);
        Instant minute = firstMinute(window.after().minus(MARGIN));
        for (; !minute.isAfter(end); minute = minute.plus(MINUTE)) {
            LocalDateTime wall = LocalDateTime.ofInstant(minute, zone);
            minutes.add(minute);
            shown.add(wall);
            firstShown.putIfAbsent(wall, minute);
            dates.add(wall.toLocalDate());
        }
    }

    private static Instant firstMinute(Instant after) {
        long number = Math.floorDiv(after.getEpochSecond(), SECONDS_PER_MINUTE) + 1;
        return Instant.ofEpochSecond(number * SECONDS_PER_MINUTE);
    }

    /**
     * When a job is to be run. One that recurs within the day: whenever the clock shows such a time. A daily one: once
     * for each date, when the clock first shows the time, or, if it never does on that date, when it first shows a
     * later one; not for a date that the clock never shows.
     */
    List<Instant> ideal(Cadence cadence) {
        return cadence.isDaily() ? daily(cadence) : recurring(cadence);
    }

    private List<Instant> recurring(Cadence cadence) {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            if (window.contains(minutes.get(i)) && shown.get(i).getMinute() % cadence.everyMinutes() == 0) {
                instants.add(minutes.get(i));
            }
        }
        return instants;
    }

    /** When a recurring job is to be run if time that goes by counts, whatever the clock shows. */
    List<Instant> elapsed(Cadence cadence) {
        return minutes.stream()
                .filter(window::contains)
                .filter(minute -> minute.getEpochSecond() / SECONDS_PER_MINUTE % cadence.everyMinutes() == 0)
                .toList();
    }

    private List<Instant> daily(Cadence cadence) {
        return dates.stream()
                .map(date -> date.atTime(cadence.at()))
                .map(time -> firstShown.containsKey(time) ? firstShown.get(time) : firstShownLaterThan(time))
                .filter(window::contains)
                .sorted()
                .toList();
    }

    private Instant firstShownLaterThan(LocalDateTime time) {
        for (int i = 0; i < minutes.size(); i++) {
            if (shown.get(i).isAfter(time)) {
                return minutes.get(i);
            }
        }
        return Instant.MAX; // beyond the margin, so out of the window
    }
}
