package io.banditpipeline.connectors.internal.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file with the place where it begins. Values are texts: who reads them knows what they are. */
public sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /** The line on which it begins; the first is 1. */
    default int line() {
        return place().line();
    }

    /** Whether there is no value: nothing, {@code ~} or {@code null}. */
    default boolean isNull() {
        return false;
    }

    /**
     * A single value.
     *
     * @param place where it begins
     * @param text as it is written, without quotes; {@code ""} for null
     * @param isNull whether there is no value
     */
    record Scalar(Place place, String text, boolean isNull) implements YamlNode {
        /** Without its text, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + place + "]";
        }
    }

    /**
     * Values in order.
     *
     * @param place where the first begins
     * @param items the values
     */
    record Items(Place place, List<YamlNode> items) implements YamlNode {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Values by name, in the order of the file.
     *
     * @param place where the first name begins
     * @param entries the values; for a name that comes twice, the last
     * @param keys where each name stands
     * @param repeated names that come again, and where
     */
    record Section(Place place, Map<String, YamlNode> entries, Map<String, Place> keys, List<Repeated> repeated)
            implements YamlNode {
        /** Copies the collections. */
        public Section {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            keys = Map.copyOf(keys);
            repeated = List.copyOf(repeated);
        }

        /** A section without entries. */
        public static Section empty(Place place) {
            return new Section(place, Map.of(), Map.of(), List.of());
        }
    }

    /**
     * A name that a section has already.
     *
     * @param place where it comes again
     * @param key the name
     * @param before the value that it had before
     */
    record Repeated(Place place, String key, YamlNode before) {}
}
