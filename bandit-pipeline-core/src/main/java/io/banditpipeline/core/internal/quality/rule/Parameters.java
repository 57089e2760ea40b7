package io.banditpipeline.core.internal.quality.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a rule by name, each within its range. Immutable. */
public final class Parameters {
    private static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> parameters;

    private record Parameter(String name, double value, double least, double most) {
        Parameter with(double other) {
            if (!(other >= least && other <= most)) {
                throw new IllegalArgumentException(
                        name + " must be from " + least + " to " + most + ", but is " + other);
            }
            return new Parameter(name, other, least, most);
        }
    }

    private Parameters(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** No numbers. */
    public static Parameters none() {
        return NONE;
    }

    /**
     * The same numbers and one more.
     *
     * @param name its name, with its unit where it has one
     * @param value its default
     * @param least the least that it may be
     * @param most the most that it may be
     * @throws IllegalArgumentException if the value is not from {@code least} to {@code most}
     */
    public Parameters and(String name, double value, double least, double most) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value, least, most).with(value));
        return new Parameters(more);
    }

    /**
     * One of the numbers.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double get(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        throw unknown(name);
    }

    /** A number that counts something, rounded down. */
    public long count(String name) {
        return (long) get(name);
    }

    /**
     * The same numbers but for some.
     *
     * @throws IllegalArgumentException if one is unknown, or is not within its range
     */
    public Parameters with(Map<String, Double> changed) {
        changed.keySet().stream().sorted().forEach(this::get);
        return new Parameters(parameters.stream()
                .map(parameter -> parameter.with(changed.getOrDefault(parameter.name(), parameter.value())))
                .toList());
    }

    /** The numbers by name, in order. */
    public Map<String, Double> asMap() {
        Map<String, Double> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return Collections.unmodifiableMap(values);
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("there is no parameter '" + name + "', but "
                + parameters.stream().map(Parameter::name).toList());
    }
}
