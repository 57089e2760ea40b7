package io.banditpipeline.benchmarks.harness;

/** One of several ways to do the same work, to be timed against the others. */
public interface Contender extends AutoCloseable {
    /** What to call it in figures: lower case, words joined by underscores. */
    String name();

    /** Brings everything to the state that every contender starts from. Not timed. */
    void prepare() throws Exception;

    /** Does the work, durably. Timed. */
    void run() throws Exception;

    /**
     * Checks what the work left behind. Not timed.
     *
     * @throws BadResultException if that is not what all contenders must leave behind
     */
    void verify() throws Exception;

    /** Gives back connections. */
    @Override
    void close();
}
