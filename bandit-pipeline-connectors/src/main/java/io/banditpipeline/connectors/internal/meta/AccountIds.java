package io.banditpipeline.connectors.internal.meta;

/** Ids of ad accounts, which Meta writes with and without {@code act_}. */
public final class AccountIds {
    private static final String PREFIX = "act_";
    private static final int LONGEST = 30;

    private AccountIds() {}

    public static String withPrefix(String id) {
        return id.startsWith(PREFIX) ? id : PREFIX + id;
    }

    /** Whether it is an account's id, such as {@code act_123} or {@code 123}. */
    public static boolean isValid(String id) {
        String digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        return isDigits(digits);
    }

    /** Whether it is the id of an object: digits and nothing that could change an address. */
    public static boolean isDigits(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
