package io.banditpipeline.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a file says of one source. Not thread-safe. */
final class SourceValues {
    private final String name;
    private final Values values;
    private final Problems problems;

    /** @param problems takes what a builder refuses */
    SourceValues(String name, Values values, Problems problems) {
        this.name = name;
        this.values = values;
        this.problems = problems;
    }

    /** The path of its section. */
    String path() {
        return SourceTable.SECTION + "." + name;
    }

    boolean has(Option<?> option) {
        return values.has(option.path(name));
    }

    boolean hasAny(Option<?>... options) {
        return Stream.of(options).anyMatch(this::has);
    }

    <T> Optional<T> get(Option<T> option) {
        return values.get(option, name);
    }

    /** The source's id. */
    String id(Option<String> option) {
        return get(option).orElse(name);
    }

    /** Hands a value on if it is set; what the builder refuses is told at its place. */
    <T> void set(Option<T> option, Consumer<? super T> setter) {
        get(option).ifPresent(value -> attempt(option.path(name), () -> setter.accept(value)));
    }

    void flag(Option<Boolean> option, Runnable setter) {
        set(option, value -> {
            if (value) {
                setter.run();
            }
        });
    }

    /** Hands a list on if it is set and not empty. */
    void texts(Option<List<String>> option, Consumer<String[]> setter) {
        set(option, list -> {
            if (!list.isEmpty()) {
                setter.accept(list.toArray(String[]::new));
            }
        });
    }

    /** Hands on the values of an option whose own name is free. */
    <T> void each(Option<T> option, Each<? super T> setter) {
        for (String own : values.names(path() + "." + keyOfMap(option))) {
            values.get(option, name, own)
                    .ifPresent(value -> attempt(option.path(name, own), () -> setter.accept(own, value)));
        }
    }

    /** Takes a name of the file, and the value that it has. */
    @FunctionalInterface
    interface Each<T> {
        /** Takes both. */
        void accept(String name, T value);
    }

    private static String keyOfMap(Option<?> option) {
        String section = option.section();
        return section.substring(section.lastIndexOf('.') + 1);
    }

    /** Notes an option that is needed beside others. */
    void need(Option<?> option, String why) {
        if (!has(option)) {
            problem(option.path(name), "is missing: write " + option.kind().allowed() + ", since " + why);
        }
    }

    /** Notes what is wrong with an option that is there. */
    void refuse(Option<?> option, String problem) {
        problem(option.path(name), problem);
    }

    /** Notes what is wrong with the section. */
    void problem(String problem) {
        problem(path(), problem);
    }

    private void problem(String path, String problem) {
        problems.add(values.place(path), path + " " + problem);
    }

    private void attempt(String path, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException wrong) {
            problem(
                    path,
                    "cannot be used: "
                            + (values.isVariable(path)
                                    ? "what the variable holds is not shown"
                                    : String.valueOf(wrong.getMessage())));
        }
    }
}
