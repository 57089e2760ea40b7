package io.banditpipeline.benchmarks.schedule;

import io.banditpipeline.benchmarks.schedule.Planner.Plan;
import io.banditpipeline.benchmarks.schedule.Window.Fires;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every date on which the clock of some zone is turned, and on how many of them each planner is wrong. */
final class ZoneSweep {
    private static final List<Cadence> DAILY = List.of(
            Cadence.daily("00:00"),
            Cadence.daily("00:30"),
            Cadence.daily("01:30"),
            Cadence.daily("02:00"),
            Cadence.daily("02:30"),
            Cadence.daily("23:30"));

    private final Planner ours;
    private final List<Planner> peers;
    private final Map<String, Integer> wrongHourly = new LinkedHashMap<>();
    private final Map<String, Integer> wrongDaily = new LinkedHashMap<>();
    private final Map<String, Set<ZoneId>> stuck = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private int dates;

    ZoneSweep(Planner ours, List<Planner> peers) {
        this.ours = ours;
        this.peers = peers;
    }

    /** Looks at every zone of the JDK, from the begin of one year to the end of another. */
    void run(int firstYear, int lastYear) {
        Instant from = Instant.parse(firstYear + "-01-01T00:00:00Z");
        Instant to = Instant.parse(lastYear + 1 + "-01-01T00:00:00Z");
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            for (LocalDate date : datesOfTurns(zone, from, to)) {
                dates++;
                hourly(zone, date);
                daily(zone, date);
            }
        }
    }

    private static Set<LocalDate> datesOfTurns(ZoneId zone, Instant from, Instant to) {
        Set<LocalDate> found = new LinkedHashSet<>();
        ZoneOffsetTransition turn = zone.getRules().nextTransition(from);
        for (;
                turn != null && turn.getInstant().isBefore(to);
                turn = zone.getRules().nextTransition(turn.getInstant())) {
            found.add(turn.getDateTimeBefore().toLocalDate());
            found.add(turn.getDateTimeAfter().toLocalDate());
        }
        return found;
    }

    /** Ours promises every hour that goes by; what cron promises is every full hour that the clock shows. */
    private void hourly(ZoneId zone, LocalDate date) {
        Cadence cadence = Cadence.hourly();
        Window window = Window.of(date, zone);
        WallClock clock = new WallClock(zone, window);
        check(cadence, zone, date, window, clock.elapsed(cadence));
        List<Instant> shown = clock.ideal(cadence);
        for (Planner peer : peers) {
            if (isWrong(peer, cadence, zone, window, shown.size())) {
                wrongHourly.merge(peer.name(), 1, Integer::sum);
            }
        }
    }

    private void daily(ZoneId zone, LocalDate date) {
        Window window = new Window(
                date.minusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1),
                date.plusDays(2).atStartOfDay(zone).toInstant());
        WallClock clock = new WallClock(zone, window);
        Set<String> wrong = new LinkedHashSet<>();
        for (Cadence cadence : DAILY) {
            List<Instant> ideal = clock.ideal(cadence);
            check(cadence, zone, date, window, ideal);
            peers.stream()
                    .filter(peer -> isWrong(peer, cadence, zone, window, ideal.size()))
                    .forEach(peer -> wrong.add(peer.name()));
        }
        wrong.forEach(name -> wrongDaily.merge(name, 1, Integer::sum));
    }

    /** Ours has to fire at the very instants. */
    private void check(Cadence cadence, ZoneId zone, LocalDate date, Window window, List<Instant> ideal) {
        Plan plan = ours.plan(cadence, zone);
        Fires fires = plan == null ? new Fires(List.of(), true) : window.fires(plan);
        if (fires.stuck() || !fires.instants().equals(ideal)) {
            mismatches.add(
                    zone + " " + date + " " + cadence.label() + ": " + fires.instants() + " instead of " + ideal);
        }
    }

    /**
     * A peer has to fire as often as it should: when it makes up for a time that does not exist is a matter of taste.
     */
    private boolean isWrong(Planner peer, Cadence cadence, ZoneId zone, Window window, int ideal) {
        Plan plan = peer.plan(cadence, zone);
        if (plan == null) {
            return false;
        }
        Fires fires = window.fires(plan);
        if (fires.stuck()) {
            stuck.computeIfAbsent(
                            peer.name(),
                            name -> new TreeSet<>((a, b) -> a.getId().compareTo(b.getId())))
                    .add(zone);
        }
        return fires.stuck() || fires.instants().size() != ideal;
    }

    /** On how many dates of zones the clock is turned. */
    int dates() {
        return dates;
    }

    /** Where ours does not fire exactly when it should: zone, date, cadence, what it does and what it should. */
    List<String> mismatches() {
        return mismatches;
    }

    int wrongHourly(Planner peer) {
        return wrongHourly.getOrDefault(peer.name(), 0);
    }

    int wrongDaily(Planner peer) {
        return wrongDaily.getOrDefault(peer.name(), 0);
    }

    /** In how many zones it does not move on. */
    int stuckZones(Planner peer) {
        return stuck.getOrDefault(peer.name(), Set.of()).size();
    }
}
