package io.banditpipeline.workflow;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Tells failures that can pass from those that a person must mend. Stateless. */
public final class Failures {
    private Failures() {}

    /**
     * Whether trying again may help: the source was throttled, broke off or had passing trouble, the storage failed, or
     * something was not reached in time. Wrong credentials, configuration, input and bugs do not pass.
     */
    public static boolean mayPass(Throwable failure) {
        if (failure instanceof SourceException source) {
            return switch (source.kind()) {
                case THROTTLED, TRANSIENT, RESTART -> true;
                case AUTHENTICATION, PERMISSION, CONFIGURATION, SPLIT, GONE -> false;
            };
        }
        if (failure instanceof PipelineException pipeline) {
            return pipeline.code() == ErrorCode.STORAGE;
        }
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof TimeoutException;
    }

    /** The delay that the other side asks for, if it named one. */
    public static Optional<Duration> retryAfter(Throwable failure) {
        return failure instanceof SourceException source ? source.retryAfter() : Optional.empty();
    }

    /** What a person is told of a failure: its message, or its class if it has none. */
    public static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getName();
        }
        return failure instanceof PipelineException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }
}
