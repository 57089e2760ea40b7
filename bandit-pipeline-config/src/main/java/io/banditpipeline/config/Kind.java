package io.banditpipeline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What values an option takes.
 *
 * @param type the type of the values
 * @param allowed what is allowed, to be read after "must be"
 * @param secret whether what is written must not show in messages (R11)
 * @param parser reads a value
 * @param shown writes a value for people, without secrets; for a value that is no secret, as a file has it
 * @param element what each item of a list is; null for a single value
 */
record Kind<T>(
        Class<T> type,
        String allowed,
        boolean secret,
        Parser<T> parser,
        Function<T, String> shown,
        @Nullable Kind<?> element) {
    /** Reads a value. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * The value of a text.
         *
         * @throws BadValue if it is not allowed
         */
        T parse(String text) throws BadValue;
    }

    static <T> Kind<T> open(Class<T> type, String allowed, Parser<T> parser, Function<T, String> shown) {
        return new Kind<>(type, allowed, false, parser, shown, null);
    }

    static <T> Kind<T> secret(Class<T> type, String allowed, Parser<T> parser, Function<T, String> shown) {
        return new Kind<>(type, allowed, true, parser, shown, null);
    }

    /** A list in brackets or by dashes; one text may name several, parted by commas, so that a variable can. */
    @SuppressWarnings("unchecked") // the items are parsed by the kind of the elements
    static <E> Kind<List<E>> list(Kind<E> element) {
        return new Kind<>(
                (Class<List<E>>) (Class<?>) List.class,
                "a list, each item " + element.allowed(),
                false,
                text -> items(element, text),
                items -> items.stream().map(element.shown()).collect(Collectors.joining(", ", "[", "]")),
                element);
    }

    private static <E> List<E> items(Kind<E> element, String text) throws BadValue {
        List<E> items = new ArrayList<>();
        for (String item : text.isBlank() ? new String[0] : text.split(",", -1)) {
            items.add(element.parser().parse(item.strip()));
        }
        return List.copyOf(items);
    }
}
