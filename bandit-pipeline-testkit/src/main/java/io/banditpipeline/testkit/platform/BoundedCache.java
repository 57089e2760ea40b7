package io.banditpipeline.testkit.platform;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Remembers what was used last, up to a total weight. This class is thread-safe. */
final class BoundedCache<K, V> {
    private final Map<K, V> byKey = new LinkedHashMap<>(16, 0.75f, true);
    private final long maxWeight;
    private final ToIntFunction<V> weigher;
    private long weight;

    BoundedCache(long maxWeight, ToIntFunction<V> weigher) {
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    synchronized @Nullable V get(K key) {
        return byKey.get(key);
    }

    /** Puts a value that is always the same for its key, and forgets the longest unused ones if there is no room. */
    synchronized void put(K key, V value) {
        if (byKey.containsKey(key)) {
            return;
        }
        byKey.put(key, value);
        weight += weigher.applyAsInt(value);
        Iterator<V> eldest = byKey.values().iterator();
        while (weight > maxWeight && byKey.size() > 1) {
            weight -= weigher.applyAsInt(eldest.next());
            eldest.remove();
        }
    }

    synchronized int size() {
        return byKey.size();
    }
}
