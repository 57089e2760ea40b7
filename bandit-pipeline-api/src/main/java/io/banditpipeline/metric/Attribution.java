package io.banditpipeline.metric;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a platform assigns conversions to days and ads.
 *
 * @param basis the day that a conversion is counted on
 * @param setting the platform's own name of its rule, such as {@code "7d_click_1d_view"}, or {@code ""} if unknown
 */
public record Attribution(Basis basis, String setting) implements Serializable {
    /** The platform does not say. */
    public static final Attribution UNKNOWN = new Attribution(Basis.UNKNOWN, "");

    /** The day that a conversion is counted on. */
    public enum Basis {
        /** The day of the click or view that led to it: past days keep growing. */
        CLICK_DATE,
        /** The day that it happened. */
        CONVERSION_DATE,
        /** The platform does not say. */
        UNKNOWN
    }

    /** Checks that nothing is null. */
    public Attribution {
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(setting, "setting");
    }
}
