package io.banditpipeline.connectors.google;

import io.banditpipeline.metric.Slice;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** How many campaigns of an account Google answers for at once on one day, where all are too much. Thread-safe. */
final class BatchSizes {
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

    /** The size that was good so far, if there was too much. */
    OptionalInt of(Slice slice) {
        Integer size = sizes.get(key(slice));
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Remembers that more than this is too much. */
    void atMost(Slice slice, int size) {
        sizes.merge(key(slice), Math.max(1, size), Math::min);
    }

    private static String key(Slice slice) {
        return slice.account().id() + " " + slice.level() + " " + slice.granularity();
    }
}
