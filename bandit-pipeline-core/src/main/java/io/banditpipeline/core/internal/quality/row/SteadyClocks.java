package io.banditpipeline.core.internal.quality.row;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers of each zone the two periods asked for last in which its clock is neither put forward nor back: asking the
 * zone's rules about every row costs ten times more, and memory. Two, since a slice may have such a change within it.
 * This class is thread-safe.
 */
final class SteadyClocks {
    private final Map<ZoneId, Pair> byZone = new ConcurrentHashMap<>();

    /**
     * A period without a change.
     *
     * @param fromSecond the epoch second of the change that began it
     * @param untilSecond that of the change that ends it
     * @param offsetSeconds the offset from UTC in it
     */
    record Steady(long fromSecond, long untilSecond, int offsetSeconds) {
        static Steady around(Instant instant, ZoneRules rules) {
            ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            return new Steady(
                    before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                    after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                    rules.getOffset(instant).getTotalSeconds());
        }

        boolean contains(long second) {
            return second >= fromSecond && second < untilSecond;
        }
    }

    private record Pair(Steady latest, Steady earlier) {}

    /** The period in which an instant of whole seconds lies. */
    Steady at(Instant instant, ZoneId zone) {
        Pair pair = byZone.get(zone);
        long second = instant.getEpochSecond();
        if (pair != null && pair.latest().contains(second)) {
            return pair.latest();
        }
        if (pair != null && pair.earlier().contains(second)) {
            return pair.earlier();
        }
        Steady found = Steady.around(instant, zone.getRules());
        byZone.put(zone, new Pair(found, pair == null ? found : pair.latest()));
        return found;
    }
}
