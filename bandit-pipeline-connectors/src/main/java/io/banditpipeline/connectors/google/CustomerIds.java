package io.banditpipeline.connectors.google;

import java.util.regex.Pattern;

/** Ids of customers, which people write with dashes and the API without. */
final class CustomerIds {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private CustomerIds() {}

    /** @throws IllegalArgumentException if it is no id */
    static String of(String property, String text) {
        String id = text.strip().replace("-", "");
        if (!DIGITS.matcher(id).matches()) {
            throw new IllegalArgumentException(property + " must be the id of a Google Ads account, such as"
                    + " 123-456-7890 or 1234567890, but is \"" + text + "\"");
        }
        return id;
    }
}
