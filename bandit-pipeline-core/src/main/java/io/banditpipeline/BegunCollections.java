package io.banditpipeline;

import io.banditpipeline.core.internal.collect.AccountCollection;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The collections that the latest runs of this process have begun: a run that is gone on with here fetches nothing
 * again that it has stored. Bounded (R15). Thread-safe.
 */
final class BegunCollections {
    private static final int RUNS = 4;

    private final Map<String, Map<String, AccountCollection>> byRun = new LinkedHashMap<>();

    /** The collection of a run's feed, begun if there is none, or if a local day has ended since it was. */
    synchronized AccountCollection of(String runId, String feed, Instant now, Supplier<AccountCollection> begin) {
        Map<String, AccountCollection> ofRun = byRun.remove(runId);
        if (ofRun == null) {
            ofRun = new HashMap<>();
        }
        byRun.put(runId, ofRun);
        if (byRun.size() > RUNS) {
            byRun.remove(byRun.keySet().iterator().next());
        }
        return ofRun.compute(feed, (unused, begun) -> begun != null && begun.isOfSameDay(now) ? begun : begin.get());
    }

    /** Forgets of a run what rules refuse: a person may have decided on it since. */
    synchronized void forgetRefused(String runId) {
        byRun.getOrDefault(runId, new HashMap<>())
                .values()
                .removeIf(collection -> collection.refusal().isPresent());
    }

    /** Forgets a run that will not be gone on with. */
    synchronized void forget(String runId) {
        byRun.remove(runId);
    }
}
