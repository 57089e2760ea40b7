package io.banditpipeline.connectors.csv;

/** A cell that could not be read: the rule that it breaks, and why, for a person. */
final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;

    BadCell(String rule, String text) {
        // No stack trace: a file may hold millions of bad cells, and the reason is all that is used.
        super(text, null, false, false);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
