package io.banditpipeline.testkit.store;

import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A revision as it is kept in memory. */
record Kept(String armId, Observation observation, boolean tombstone) {
    /** The rule of R4: the highest precedence counts, among equals the latest observed. */
    static final Comparator<Kept> BY_RANK =
            Comparator.comparingInt(Kept::precedence).thenComparing(Kept::observedAt);

    static Kept row(String armId, Observation row) {
        return new Kept(armId, observedAt(row, row.observedAt(), row.origin(), row.metrics()), false);
    }

    /** Says that this row has vanished. */
    Kept vanishedAt(Instant at) {
        return new Kept(armId, observedAt(observation, at, Origin.PULLED, Metrics.NONE), true);
    }

    Instant observedAt() {
        return observation.observedAt();
    }

    int precedence() {
        return observation.precedence();
    }

    boolean saysTheSameAs(Kept other) {
        return tombstone == other.tombstone
                && precedence() == other.precedence()
                && observation.metrics().equals(other.observation.metrics())
                && (tombstone || attribution().equals(other.attribution()));
    }

    /** Whether the one would take the other's place: same moment, same origin. */
    boolean isTwinOf(Kept other) {
        return observedAt().equals(other.observedAt()) && observation.origin() == other.observation.origin();
    }

    /** Instants as they are kept: microseconds, cut off and not rounded. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Rows in the order of being added, the latest first; of one moment, the last added first. */
    static <T> List<T> latestFirst(List<T> rows, Function<T, Instant> moment) {
        List<T> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        reversed.sort(Comparator.comparing(moment).reversed());
        return reversed;
    }

    private Attribution attribution() {
        return observation.attribution();
    }

    private static Observation observedAt(Observation row, Instant at, Origin origin, Metrics metrics) {
        return new Observation(
                row.entity(), row.interval(), micros(at), origin, metrics, row.currency(), row.attribution());
    }
}
