package io.banditpipeline.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that this library throws on purpose.
 *
 * <p>The message says what happened, with which value, and what to do about it.
 */
public class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * @param code the stable kind of the failure
     * @param message what happened, with what value, and what to do
     */
    public PipelineException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * @param code the stable kind of the failure
     * @param message what happened, with what value, and what to do
     * @param cause what led to it, if anything
     */
    public PipelineException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The stable kind of the failure. */
    public final ErrorCode code() {
        return code;
    }
}
