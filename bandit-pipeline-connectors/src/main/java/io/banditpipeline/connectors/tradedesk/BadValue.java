package io.banditpipeline.connectors.tradedesk;

/** A cell that cannot be used, which rejects its row. Has no stack trace: it is an outcome, not a fault. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * @param rule the stable id of the rule that is broken
     * @param text what was found and what was expected
     */
    BadValue(String rule, String text) {
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
