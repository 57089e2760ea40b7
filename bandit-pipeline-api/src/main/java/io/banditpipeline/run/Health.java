package io.banditpipeline.run;

import java.time.Instant;
import java.util.List;

/**
 * How the pipeline is doing.
 *
 * @param at when this was asked
 * @param ready whether a run could work now
 * @param feeds how complete every feed is
 * @param problems what is wrong and what to do, in sentences; empty if all is well
 */
public record Health(Instant at, boolean ready, List<Feed> feeds, List<String> problems) {
    /** Copies the lists. */
    public Health {
        feeds = List.copyOf(feeds);
        problems = List.copyOf(problems);
    }

    /**
     * How complete one source's account is.
     *
     * @param source the source
     * @param account platform and account id
     * @param completeUntil the first instant that is not complete
     */
    public record Feed(String source, String account, Instant completeUntil) {}
}
