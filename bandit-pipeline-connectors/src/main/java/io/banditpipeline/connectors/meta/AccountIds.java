package io.banditpipeline.connectors.meta;

/** Ids of ad accounts, which Meta writes with and without {@code act_}. */
final class AccountIds {
    private static final String PREFIX = "act_";
    private static final int LONGEST = 30;

    private AccountIds() {}

    static String withPrefix(String id) {
        return id.startsWith(PREFIX) ? id : PREFIX + id;
    }

    /** Whether it is an account's id, such as {@code act_123} or {@code 123}. */
    static boolean isValid(String id) {
        String digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        return isDigits(digits);
    }

    /** Whether it is the id of an object: digits and nothing that could change an address. */
    static boolean isDigits(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
