package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;

/** Tells whether more was asked for at once than Meta answers, and what may help. */
final class TooMuch {
    private TooMuch() {}

    /** Whether a failure means that less must be asked for, and nothing was delivered yet. */
    static boolean is(SourceException failure) {
        return failure.kind() == Kind.SPLIT;
    }

    /** Whether a smaller page may help. */
    static boolean isOnAPage(SourceException failure) {
        return classOf(failure) == FailureClass.SPLIT_PAGE;
    }

    /** Whether a report run may help where an answer at once did not. */
    static boolean mayBeReported(SourceException failure) {
        return classOf(failure) == FailureClass.ASYNC_OR_SPLIT || isOnAPage(failure);
    }

    /**
     * The failure that tells that something was too much: this one, or the one that made it begin again.
     *
     * @throws SourceException this one if it tells something else
     */
    static SourceException in(SourceException failure) {
        if (is(failure)) {
            return failure;
        }
        if (failure.kind() == Kind.RESTART && failure.getCause() instanceof SourceException cause && is(cause)) {
            return cause;
        }
        throw failure;
    }

    /**
     * Goes on with less if nothing was delivered yet.
     *
     * @return false, since it was not answered
     * @throws SourceException this one if something was delivered, so that it must begin again
     */
    static boolean againOrThrow(SourceException failure) {
        if (is(failure)) {
            return false;
        }
        throw failure;
    }

    /** As the failure of a question that broke off after rows of it were delivered. */
    static SourceException restart(SourceException failure) {
        return new SourceException(
                Kind.RESTART,
                "it turned out to be too much after some of it was delivered; it begins again with less at once",
                failure);
    }

    /** As a failure of a slice of several days. */
    static SourceException split(String what) {
        return new SourceException(Kind.SPLIT, "too much at once: " + what + "; ask for fewer days", null);
    }

    /** A failure of our own finding. */
    static SourceException because(String why) {
        return new SourceException(Kind.SPLIT, why, new ApiFailure(Failure.of(FailureClass.SPLIT, "too much", why)));
    }

    private static FailureClass classOf(SourceException failure) {
        return ApiFailure.of(failure).map(Failure::failureClass).orElse(FailureClass.SPLIT);
    }
}
