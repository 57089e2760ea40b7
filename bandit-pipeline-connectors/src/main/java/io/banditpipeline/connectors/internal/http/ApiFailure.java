package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.metric.SourceException;
import java.util.Optional;

/** The cause of a {@link SourceException} that a call ended with: what the platform said, finer than the kind. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** @param failure what the platform said */
    public ApiFailure(Failure failure) {
        super(failure.code() + ": " + failure.text(), null, false, false);
        this.failure = failure;
    }

    /** What the platform said. */
    public Failure failure() {
        return failure;
    }

    /** What the platform said, if an exception came from a call. */
    public static Optional<Failure> of(SourceException exception) {
        return exception.getCause() instanceof ApiFailure cause ? Optional.of(cause.failure()) : Optional.empty();
    }
}
