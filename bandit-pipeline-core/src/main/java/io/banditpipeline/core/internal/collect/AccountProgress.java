package io.banditpipeline.core.internal.collect;

/**
 * Hears how far the collection of an account is. Called before each slice and at the end, on the collection's thread.
 */
@FunctionalInterface
public interface AccountProgress {
    /**
     * The collection went on.
     *
     * @param done slices that are stored
     * @param total slices in all
     * @param detail what is fetched next, and how long the rest may take
     */
    void advanced(long done, long total, String detail);

    /** Hears nothing. */
    static AccountProgress silent() {
        return (done, total, detail) -> {};
    }
}
