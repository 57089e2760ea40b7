package io.banditpipeline.store;

import io.banditpipeline.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is kept.
 *
 * @param run what is run; {@code instance} is the one that held it last, all else as it was first begun
 * @param state how it stands
 * @param attempts how often it was begun or taken over; at least 1
 * @param startedAt when it was first begun
 * @param endedAt when it ended or was laid aside; null while it goes on
 * @param leasedUntil up to when its instance holds it unless it extends the lease; meaningless once it has ended
 * @param signal what somebody wants of it
 * @param error what failed, or {@code ""}
 * @param steps its steps, in the order in which they were first kept
 */
public record StoredRun(
        NewRun run,
        RunState state,
        int attempts,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant leasedUntil,
        RunStore.Signal signal,
        String error,
        List<StoredStep> steps) {
    /** Copies the list. */
    public StoredRun {
        steps = List.copyOf(steps);
    }

    /** How long it took; empty while it goes on. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(endedAt).map(end -> Duration.between(startedAt, end));
    }
}
