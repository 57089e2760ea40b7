package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a job as one line of text, which people can read in the table: a version, then the fields. */
final class JobStateText implements Serializer {
    private static final String VERSION = "1";
    private static final String SEPARATOR = ";";
    private static final String BEGUN = "begun";
    private static final String AWAITED = "awaited";
    private static final Set<String> PHASES = Set.of(BEGUN, AWAITED);
    private static final int FIELDS = 7;

    static String write(JobState state) {
        return String.join(
                SEPARATOR,
                VERSION,
                state.slot().toString(),
                state.begun() ? BEGUN : AWAITED,
                Integer.toString(state.failures()),
                Long.toString(state.missed()),
                Long.toString(state.skipped()),
                state.trigger());
    }

    /** @throws PipelineException with code STORAGE if the text is not one of these */
    static JobState read(String text) {
        List<String> fields = List.of(text.split(SEPARATOR, FIELDS));
        if (fields.size() != FIELDS || !fields.get(0).equals(VERSION) || !PHASES.contains(fields.get(2))) {
            throw unreadable(text, null);
        }
        try {
            return new JobState(
                    Instant.parse(fields.get(1)),
                    fields.get(2).equals(BEGUN),
                    Integer.parseInt(fields.get(3)),
                    Long.parseLong(fields.get(4)),
                    Long.parseLong(fields.get(5)),
                    fields.get(6));
        } catch (DateTimeException | NumberFormatException failure) {
            throw unreadable(text, failure);
        }
    }

    @Override
    public byte[] serialize(Object data) {
        return write((JobState) data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return type.cast(read(new String(data, StandardCharsets.UTF_8)));
    }

    private static PipelineException unreadable(String text, @Nullable Exception cause) {
        String message = "The table scheduled_job holds a state that this version cannot read: \"" + text
                + "\". If a newer version wrote it, run that version; otherwise delete the row, and its job begins anew";
        return cause == null
                ? new PipelineException(ErrorCode.STORAGE, message)
                : new PipelineException(ErrorCode.STORAGE, message, cause);
    }
}
