package io.banditpipeline.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The zones of the JDK and when their clocks are turned. */
final class Zones {
    static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private Zones() {}

    /** Every zone id, in order. */
    static Stream<ZoneId> all() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds()).stream().map(ZoneId::of);
    }

    /** One zone for each set of rules: many ids are names of the same. */
    static Stream<ZoneId> different() {
        Map<ZoneRules, ZoneId> byRules = new LinkedHashMap<>();
        all().forEach(zone -> byRules.putIfAbsent(zone.getRules(), zone));
        return byRules.values().stream();
    }

    static List<ZoneOffsetTransition> turns(ZoneId zone, Instant from, Instant to) {
        List<ZoneOffsetTransition> turns = new ArrayList<>();
        ZoneOffsetTransition turn = zone.getRules().nextTransition(from);
        for (;
                turn != null && turn.getInstant().isBefore(to);
                turn = zone.getRules().nextTransition(turn.getInstant())) {
            turns.add(turn);
        }
        return turns;
    }
}
