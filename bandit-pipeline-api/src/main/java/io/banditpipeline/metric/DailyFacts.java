package io.banditpipeline.metric;

import java.util.function.Consumer;

/** A stream of daily facts that can be read again: ordered by arm id, then by day, each arm and day at most once. */
@FunctionalInterface
public interface DailyFacts {
    /** Hands every fact to the consumer, in order, on the calling thread. */
    void forEach(Consumer<? super DailyFact> consumer);
}
