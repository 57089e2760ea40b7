package io.banditpipeline.connectors.internal.failure;

import java.io.IOException;

/** An error that a platform tells in the middle of an answer that began as a success. Thrown by readers of answers. */
public final class PlatformFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** @param failure what it means */
    public PlatformFailure(Failure failure) {
        super(failure.code() + ": " + failure.text());
        this.failure = failure;
    }

    /** What it means. */
    public Failure failure() {
        return failure;
    }
}
