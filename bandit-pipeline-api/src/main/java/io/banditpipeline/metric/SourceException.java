package io.banditpipeline.metric;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A slice that could not be delivered, and of what kind the failure is. The message must hold no secret (R11). */
public final class SourceException extends PipelineException {
    private static final long serialVersionUID = 1L;

    /** What can be done about a failure. */
    public enum Kind {
        /** Too many calls: wait, then ask again. */
        THROTTLED,
        /** Passing trouble: ask again. */
        TRANSIENT,
        /** The credentials are wrong or expired: a person must act. */
        AUTHENTICATION,
        /** The credentials may not read this account: a person must act. */
        PERMISSION,
        /** The source is set up wrongly, or its input cannot be read at all: a person must act. */
        CONFIGURATION,
        /** Too much was asked for at once: ask for less. */
        SPLIT,
        /** The answer broke off half-way: ask for the slice again from its start. */
        RESTART,
        /** The version of the platform's API is gone: a new release of the connector is needed. */
        GONE
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /**
     * @param kind what can be done about it
     * @param message what happened, where, with what value, and what to do
     * @param cause what led to it, if anything
     */
    public SourceException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null);
    }

    /**
     * @param kind what can be done about it
     * @param message what happened, where, with what value, and what to do
     * @param cause what led to it, if anything
     * @param retryAfter the delay that the platform asks for, if it named one
     */
    public SourceException(Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(ErrorCode.SOURCE, message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.retryAfter = retryAfter;
    }

    /** What can be done about it. */
    public Kind kind() {
        return kind;
    }

    /** The delay that the platform asks for, if it named one. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
