package io.banditpipeline.metric;

import java.util.Objects;
import java.util.Optional;

/** What is known of the name that a platform gives to a quantity. */
public sealed interface MetricName {
    /** The name as the platform writes it. */
    String name();

    /**
     * A quantity that is kept.
     *
     * @param name the name as the platform writes it
     * @param metric what it is
     * @param unit the unit that the platform reports it in
     * @param rank where several names of one report say the same, those of the lowest rank count and the others do not;
     *     names of the same rank are parts, which are added
     */
    record Known(String name, Metric metric, MetricUnit unit, int rank) implements MetricName {
        /** @throws IllegalArgumentException if the unit is none of the metric, or the rank is negative */
        public Known {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(metric, "metric");
            unit.requireMeaningful(metric);
            if (rank < 0) {
                throw new IllegalArgumentException("rank must not be negative, but is " + rank + " for '" + name + "'");
            }
        }
    }

    /**
     * A quantity that is left out on purpose.
     *
     * @param name the name as the platform writes it
     * @param reason why, for a person
     */
    record Ignored(String name, String reason) implements MetricName {
        /** Checks that nothing is null. */
        public Ignored {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A name that nobody has explained: it is told, never guessed.
     *
     * @param name the name as the platform writes it
     * @param nearest the known name that it may have been meant to be
     */
    record Unknown(String name, Optional<String> nearest) implements MetricName {
        /** Checks that nothing is null. */
        public Unknown {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(nearest, "nearest");
        }

        /** The name, and the nearest known one if there is one. */
        @Override
        public String toString() {
            return "'" + name + "'"
                    + nearest.map(known -> ", the nearest known is '" + known + "'")
                            .orElse("");
        }
    }
}
