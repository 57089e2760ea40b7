package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Severity;
import java.util.Map;

/** What every rule says of itself. */
abstract class Described {
    private final String id;
    private final Dimension dimension;
    private final Severity severity;
    private final String description;

    /** Its numbers. */
    final Numbers numbers;

    Described(String id, Dimension dimension, Severity severity, String description, Numbers numbers) {
        this.id = id;
        this.dimension = dimension;
        this.severity = severity;
        this.description = description;
        this.numbers = numbers;
    }

    public final String id() {
        return id;
    }

    public final Dimension dimension() {
        return dimension;
    }

    public final Severity severity() {
        return severity;
    }

    public final String description() {
        return description;
    }

    public final Map<String, Double> parameters() {
        return numbers.values();
    }

    @Override
    public final String toString() {
        return id + parameters();
    }
}
