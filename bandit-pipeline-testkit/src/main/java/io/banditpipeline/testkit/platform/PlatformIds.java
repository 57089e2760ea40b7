package io.banditpipeline.testkit.platform;

/** Ids as the platforms write them. */
final class PlatformIds {
    private PlatformIds() {}

    /** The id of an entity: digits, or lower-case letters and digits on The Trade Desk. */
    static String of(String platform, long number) {
        return platform.equals("trade_desk") ? Long.toString(number, Character.MAX_RADIX) : Long.toString(number);
    }

    /** The id of an account. */
    static String ofAccount(String platform, long number) {
        return switch (platform) {
            case "meta" -> "act_" + number;
            case "trade_desk" -> Long.toString(number, Character.MAX_RADIX);
            default -> Long.toString(number);
        };
    }
}
