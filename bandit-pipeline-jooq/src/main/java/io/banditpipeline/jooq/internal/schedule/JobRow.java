package io.banditpipeline.jooq.internal.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job in the table.
 *
 * @param job its name
 * @param stateText its state, which a newer version may have written
 * @param begins when its slot is begun
 * @param picked whether an instance has it
 * @param instance the instance that has it, or null
 * @param heartbeat when that one said last that it is alive, by its clock; null if none has it
 * @param version grows with each change of hands
 * @param paused whether it is paused
 */
record JobRow(
        String job,
        String stateText,
        Instant begins,
        boolean picked,
        @Nullable String instance,
        @Nullable Instant heartbeat,
        long version,
        boolean paused) {
    JobState state() {
        return JobStateText.read(stateText);
    }
}
