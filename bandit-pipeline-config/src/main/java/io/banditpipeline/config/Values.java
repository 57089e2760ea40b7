package io.banditpipeline.config;

import io.banditpipeline.connectors.internal.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The values that a file sets, each checked by itself.
 *
 * <p>Prints them without secrets and without what came from variables (R11).
 */
final class Values {
    private final Map<String, Value> byPath = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    private final List<String> literals = new ArrayList<>();

    private record Value(Object value, String shown, boolean variable) {}

    /** Notes where a section or an option stands. */
    void found(String path, Place place) {
        places.put(path, place);
    }

    /** @param variable whether a part of it came from a variable */
    void put(String path, Object value, String shown, boolean variable) {
        byPath.put(path, new Value(value, shown, variable));
    }

    /** Notes a secret that stands in the file as it is. */
    void literal(String path) {
        literals.add(path);
    }

    /** The secrets that stand in the file as they are. */
    List<String> literals() {
        return List.copyOf(literals);
    }

    /** Whether a part of what is set came from a variable, so that it is not shown (R11). */
    boolean isVariable(String path) {
        Value value = byPath.get(path);
        return value != null && value.variable();
    }

    /** Whether the file names a section or an option, with a right value or a wrong one. */
    boolean has(String path) {
        return places.containsKey(path);
    }

    /** Where it stands, or else where the section stands that it would belong to. */
    Place place(String path) {
        for (String at = path; ; at = at.substring(0, at.lastIndexOf('.'))) {
            Place place = places.get(at);
            if (place != null) {
                return place;
            }
            if (at.indexOf('.') < 0) {
                return Place.start();
            }
        }
    }

    /** The names in a section whose names are free, in the order of the file. */
    List<String> names(String section) {
        String prefix = section + ".";
        List<String> names = new ArrayList<>();
        places.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0)
                .forEach(path -> names.add(path.substring(prefix.length())));
        return names;
    }

    /** The value of an option of sections of these names; empty if it is not set, or wrong. */
    <T> Optional<T> get(Option<T> option, String... names) {
        return at(option, option.path(names));
    }

    private <T> Optional<T> at(Option<T> option, String path) {
        return Optional.ofNullable(byPath.get(path))
                .map(value -> option.kind().type().cast(value.value()));
    }

    /** Hands a value on if it is set. */
    <T> void ifSet(Option<T> option, Consumer<? super T> setter) {
        get(option).ifPresent(setter);
    }

    @Override
    public String toString() {
        return byPath.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().shown())
                .collect(Collectors.joining(" "));
    }
}
