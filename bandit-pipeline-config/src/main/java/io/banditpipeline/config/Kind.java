package io.banditpipeline.config;

import java.util.function.Function;

/**
 * What values an option takes.
 *
 * @param type the type of the values
 * @param allowed what is allowed, to be read after "must be"
 * @param secret whether what is written must not show in messages (R11)
 * @param parser reads a value
 * @param shown writes a value for people, without secrets; for a value that is no secret, as a file has it
 */
record Kind<T>(Class<T> type, String allowed, boolean secret, Parser<T> parser, Function<T, String> shown) {
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
        return new Kind<>(type, allowed, false, parser, shown);
    }

    static <T> Kind<T> secret(Class<T> type, String allowed, Parser<T> parser, Function<T, String> shown) {
        return new Kind<>(type, allowed, true, parser, shown);
    }
}
