package io.banditpipeline.run;

/** Hears how a long run goes on. Called often, on the run's threads: implementations are quick and thread-safe. */
@FunctionalInterface
public interface Progress {
    /**
     * A step went on.
     *
     * @param step the step's name
     * @param done units done so far
     * @param total units in all, or -1 if unknown
     * @param detail what is being done, for a person
     */
    void advanced(String step, long done, long total, String detail);

    /** Hears nothing. */
    static Progress silent() {
        return (step, done, total, detail) -> {};
    }
}
