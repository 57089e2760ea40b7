package io.banditpipeline.config;

import org.jspecify.annotations.Nullable;

/**
 * One key that a settings file may have: how it is read, what holds without it, and what the documentation says of it.
 *
 * @param path the names of its sections and its own, joined by dots; {@code *} stands for any name, {@code *(sample)}
 *     likewise
 * @param kind what values it takes
 * @param standard what holds without it; null if that is no value
 * @param otherwise what happens without it, in words; {@code ""} if there is a standard
 * @param example a value as a file has it
 * @param meaning what it is, as a sentence
 */
record Option<T>(String path, Kind<T> kind, @Nullable T standard, String otherwise, String example, String meaning) {
    /** An option with a standard value. */
    static <T> Option<T> of(String path, Kind<T> kind, T standard, String meaning) {
        return new Option<>(path, kind, standard, "", kind.shown().apply(standard), meaning);
    }

    /** An option without one. */
    static <T> Option<T> without(String path, Kind<T> kind, String otherwise, String example, String meaning) {
        return new Option<>(path, kind, null, otherwise, example, meaning);
    }

    /** The path with names in the places of {@code *}, one after the other. */
    String path(String... names) {
        String named = path;
        for (String name : names) {
            named = FreeName.first(named, name);
        }
        return named;
    }

    /** The last name of the path; of a free one, its sample. */
    String key() {
        return FreeName.sample(path.substring(path.lastIndexOf('.') + 1));
    }

    /** The path of its section; {@code ""} for the whole file. */
    String section() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** What holds or happens without it. */
    String fallback() {
        return standard == null ? otherwise : kind.shown().apply(standard);
    }
}
