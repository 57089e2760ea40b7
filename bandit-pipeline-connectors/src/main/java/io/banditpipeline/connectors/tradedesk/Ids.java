package io.banditpipeline.connectors.tradedesk;

/** Ids of the platform: numbers for what belongs to reports, texts for what belongs to advertisers. */
final class Ids {
    private static final int MOST_DIGITS = 18;

    private Ids() {}

    /** A number if it is one, as the platform gave it. */
    static Object asJson(String id) {
        boolean number =
                !id.isEmpty() && id.length() <= MOST_DIGITS && id.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? (Object) Long.valueOf(id) : id;
    }
}
