package io.banditpipeline.examples.year;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What goes wrong in a year, all of it from one seed. */
final class Mishaps {
    private static final Duration DAY = Duration.ofDays(1);

    private final SplittableRandom random;
    private final List<Mishap> list = new ArrayList<>();

    /**
     * One thing that goes wrong.
     *
     * @param at when, in the time of the world
     * @param kind for the count
     * @param work does it
     */
    record Mishap(Instant at, String kind, Consumer<Host> work) {}

    private Mishaps(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Plans what goes wrong.
     *
     * @param start the first moment
     * @param calm from when on nothing goes wrong
     */
    static List<Mishap> between(long seed, Instant start, Instant calm) {
        Mishaps mishaps = new Mishaps(seed);
        for (Instant day = start.plus(DAY); day.plus(DAY.multipliedBy(2)).isBefore(calm); day = day.plus(DAY)) {
            mishaps.plan(day);
        }
        Duration year = Duration.between(start, calm);
        mishaps.sleep(start.plus(year.dividedBy(3)), DAY.multipliedBy(5));
        Instant down = start.plus(year.dividedBy(2));
        mishaps.add(down, "source down for three days", host -> host.source("google_ads")
                .fail(down, DAY.multipliedBy(3)));
        Instant last = calm.minus(DAY);
        mishaps.add(last, "source down at the end", host -> host.source("trade_desk")
                .fail(last, DAY));
        mishaps.add(calm, "calm", host -> host.setAhead(Duration.ZERO));
        mishaps.list.sort(Comparator.comparing(Mishap::at));
        return List.copyOf(mishaps.list);
    }

    /** How many there are of each kind. */
    static Map<String, Integer> counts(List<Mishap> mishaps) {
        Map<String, Integer> counts = new TreeMap<>();
        mishaps.forEach(mishap -> counts.merge(mishap.kind(), 1, Integer::sum));
        return counts;
    }

    private void plan(Instant day) {
        if (chance(0.3)) {
            Instant before = day.plus(Duration.ofMinutes(6 * 60 + 50)); // the daily slot is at 6:00 or 7:00 of UTC
            int step = random.nextInt(1, 900);
            add(before, "kill in a daily run", host -> host.line().plan(step, () -> host.kill(false)));
        }
        if (chance(0.25)) {
            int step = random.nextInt(1, 250);
            boolean forgets = chance(0.3);
            add(within(day), forgets ? "kill, and slots forgotten" : "kill in an hourly run", host -> host.line()
                    .plan(step, () -> host.kill(forgets)));
        }
        if (chance(0.2)) {
            int step = random.nextInt(1, 600);
            Duration away = between(5, 3 * 3600);
            add(within(day), "database away", host -> host.line()
                    .plan(step, () -> host.line().fail(away)));
        }
        if (chance(0.1)) {
            String platform = chance(0.5) ? "google_ads" : "trade_desk";
            Instant from = within(day);
            Duration away = between(600, 10 * 3600);
            add(from, "source down for hours", host -> host.source(platform).fail(from, away));
        }
        if (chance(0.03)) {
            sleep(within(day), between(3600, 30 * 3600));
        }
        if (chance(0.12)) {
            turnClock(within(day));
        }
        if (chance(0.05)) {
            add(within(day), "new process", Host::replaceProcess);
        }
    }

    /** In the midst of a run or between runs, forward or back, until somebody puts it right. */
    private void turnClock(Instant at) {
        Duration by = between(120, 6 * 3600);
        Duration ahead = chance(0.5) ? by : by.negated();
        if (chance(0.5)) {
            int step = random.nextInt(1, 250);
            add(at, "clock turned in a run", host -> host.line().plan(step, () -> host.setAhead(ahead)));
        } else {
            add(at, "clock turned", host -> host.setAhead(ahead));
        }
        add(at.plus(between(3600, 20 * 3600)), "clock put right", host -> host.setAhead(Duration.ZERO));
    }

    private void sleep(Instant at, Duration duration) {
        String kind = duration.compareTo(DAY.multipliedBy(5)) < 0 ? "host down" : "host down for five days";
        add(at, kind, host -> host.sleepUntil(at.plus(duration)));
    }

    private void add(Instant at, String kind, Consumer<Host> work) {
        list.add(new Mishap(at, kind, work));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private Instant within(Instant day) {
        return day.plusSeconds(random.nextInt(24 * 3600));
    }

    /** As many short ones as long ones. */
    private Duration between(int leastSeconds, int mostSeconds) {
        double share = random.nextDouble();
        return Duration.ofSeconds((long) (leastSeconds * Math.pow((double) mostSeconds / leastSeconds, share)));
    }
}
