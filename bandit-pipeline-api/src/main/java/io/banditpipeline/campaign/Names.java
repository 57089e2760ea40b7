package io.banditpipeline.campaign;

import java.util.Objects;

/** Checks of ids. */
final class Names {
    /** Longest id that every supported database can index. */
    static final int MAX_LENGTH = 190;

    private Names() {}

    static void require(String property, String value) {
        Objects.requireNonNull(value, property);
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    property + " must have at most " + MAX_LENGTH + " characters, but has " + value.length());
        }
    }
}
