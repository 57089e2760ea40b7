package io.banditpipeline.benchmarks.harness;

/** A benchmark ran, but what it measured did the wrong thing. */
public final class BadResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was expected and what came. */
    public BadResultException(String message) {
        super(message);
    }
}
