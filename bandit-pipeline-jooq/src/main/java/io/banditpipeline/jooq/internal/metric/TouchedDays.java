package io.banditpipeline.jooq.internal.metric;

import java.util.Map;
import java.util.TreeMap;

/** The days of each arm whose effective rows changed, as one span an arm, so that it stays small. Not thread-safe. */
final class TouchedDays {
    private final TreeMap<Long, Span> spans = new TreeMap<>();

    /** Days as yyyymmdd, both included. */
    static final class Span {
        private int first;
        private int last;

        Span(int first, int last) {
            this.first = first;
            this.last = last;
        }

        int first() {
            return first;
        }

        int last() {
            return last;
        }
    }

    void add(long armNo, long day) {
        int cell = (int) day;
        Span span = spans.computeIfAbsent(armNo, unused -> new Span(cell, cell));
        span.first = Math.min(span.first, cell);
        span.last = Math.max(span.last, cell);
    }

    /** By arm. */
    Map<Long, Span> spans() {
        return spans;
    }
}
