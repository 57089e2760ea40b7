package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.quality.QualityReport.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first of many things by an order, and counts the rest (R15). Not thread-safe. */
final class Best<T> {
    private final Comparator<? super T> order;
    private final int limit;
    private final PriorityQueue<T> kept;
    private long total;

    Best(Comparator<? super T> order, int limit) {
        this.order = order;
        this.limit = limit;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void add(T thing) {
        total++;
        kept.add(thing);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    long total() {
        return total;
    }

    List<T> list() {
        return kept.stream().sorted(order).toList();
    }

    Listing<T> listing() {
        return new Listing<>(list(), total);
    }
}
