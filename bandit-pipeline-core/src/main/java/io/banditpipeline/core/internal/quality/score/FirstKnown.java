package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known of each day when it had to be known: some time after its end.
 *
 * @param allowed how long after the end of a day its numbers may come
 * @param since when the account was first collected: days that had to be known before are not judged; null if unknown,
 *     in which case days are judged from the first one on that was known in time
 * @param arms by arm id, the days as they were known that long after the end of each; arms may be missing
 */
public record FirstKnown(Duration allowed, @Nullable Instant since, Map<String, ArmHistory> arms) {
    /** Unless said otherwise, a day's numbers must be there a day after its end: before the plan of the day after. */
    public static final Duration ALLOWED = Duration.ofHours(24);

    /** Copies the map. */
    public FirstKnown {
        arms = Map.copyOf(arms);
    }

    /** Nothing is known of what was known. */
    public static FirstKnown nothing() {
        return new FirstKnown(ALLOWED, null, Map.of());
    }

    /** The moment at which a day had to be known: counted from its end in the account's zone, however long it was. */
    public Instant deadline(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().plus(allowed);
    }

    /** What was known in time; {@link Metrics#NONE} if nothing was. */
    Metrics of(String armId, LocalDate day) {
        ArmHistory history = arms.get(armId);
        return history == null ? Metrics.NONE : history.on(day);
    }
}
