package io.banditpipeline.config;

/** A text that is no value of its kind. The message adds to what is allowed; it never shows the text. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    /** There is nothing to add. */
    BadValue() {
        this("");
    }

    /** @param hint what to add, such as {@code "leave the leading 0 out"} */
    BadValue(String hint) {
        super(hint);
    }

    /** What to add; {@code ""} if there is nothing. */
    String hint() {
        return String.valueOf(getMessage());
    }
}
