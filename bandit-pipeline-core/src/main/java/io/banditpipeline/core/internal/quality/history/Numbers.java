package io.banditpipeline.core.internal.quality.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The numbers of a rule by name, each with the range that it may have. Immutable. */
final class Numbers {
    private final String rule;
    private final Map<String, Bounded> byName;

    private record Bounded(double value, double low, double high, boolean whole) {}

    private Numbers(String rule, Map<String, Bounded> byName) {
        this.rule = rule;
        this.byName = byName;
    }

    /** No numbers yet. */
    static Numbers of(String rule) {
        return new Numbers(rule, Map.of());
    }

    /** One more number, from {@code low} to {@code high}. */
    Numbers share(String name, double value, double low, double high) {
        return plus(name, new Bounded(value, low, high, false));
    }

    /** One more whole number, from {@code low} to {@code high}. */
    Numbers whole(String name, int value, int low, int high) {
        return plus(name, new Bounded(value, low, high, true));
    }

    /** The value of a number that the rule has. */
    double get(String name) {
        return Objects.requireNonNull(byName.get(name), name).value();
    }

    /** The value of a whole number that the rule has. */
    int count(String name) {
        return (int) get(name);
    }

    /** The values by name. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        byName.forEach((name, number) -> values.put(name, number.value()));
        return values;
    }

    /**
     * The same numbers, some of them changed.
     *
     * @throws IllegalArgumentException if the rule has no such number, or it may not have that value
     */
    Numbers changed(Map<String, Double> changed) {
        Map<String, Bounded> longer = new LinkedHashMap<>(byName);
        changed.forEach((name, value) -> longer.put(name, checked(name, value)));
        return new Numbers(rule, longer);
    }

    private Bounded checked(String name, double value) {
        Bounded number = byName.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "rule " + rule + " has no parameter " + name + "; it has " + byName.keySet());
        }
        boolean fits = value >= number.low() && value <= number.high();
        if (!fits || number.whole() && value != Math.rint(value)) {
            throw new IllegalArgumentException("parameter " + name + " of rule " + rule + " must be a "
                    + (number.whole() ? "whole " : "") + "number from " + number.low() + " to " + number.high()
                    + ", but is " + value);
        }
        return new Bounded(value, number.low(), number.high(), number.whole());
    }

    private Numbers plus(String name, Bounded number) {
        Map<String, Bounded> longer = new LinkedHashMap<>(byName);
        longer.put(name, number);
        return new Numbers(rule, longer);
    }
}
