package io.banditpipeline.store;

import io.banditpipeline.call.ApiCall;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The calls that were made of platforms' APIs. Thread-safe. */
public interface ApiCallStore {
    /** Adds calls, in one transaction. */
    void append(Collection<ApiCall> calls);

    /**
     * The latest calls, the latest first; of one moment, the last appended first.
     *
     * @param platform only calls of this platform, or {@code ""} for all
     * @param failedOnly only calls that failed
     * @param limit the most that are returned; at least 1
     */
    List<ApiCall> latest(String platform, boolean failedOnly, int limit);

    /**
     * Removes calls that were made before a moment.
     *
     * @return how many
     */
    long removeBefore(Instant moment);
}
