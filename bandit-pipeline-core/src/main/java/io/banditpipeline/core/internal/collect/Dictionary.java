package io.banditpipeline.core.internal.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers values in the order in which they first appear. */
final class Dictionary<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();
    private @Nullable T lastValue;
    private int lastNumber;

    int number(T value) {
        if (!value.equals(lastValue)) {
            lastNumber = numbers.computeIfAbsent(value, this::append);
            lastValue = value;
        }
        return lastNumber;
    }

    T value(int number) {
        return values.get(number);
    }

    private int append(T value) {
        values.add(value);
        return values.size() - 1;
    }
}
