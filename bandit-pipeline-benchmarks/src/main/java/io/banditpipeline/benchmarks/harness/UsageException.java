package io.banditpipeline.benchmarks.harness;

/** The program was called wrongly. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and what would be right. */
    public UsageException(String message) {
        super(message);
    }
}
