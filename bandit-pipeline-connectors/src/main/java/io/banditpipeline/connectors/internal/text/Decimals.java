package io.banditpipeline.connectors.internal.text;

/**
 * Turns digits into canonical quantities without an object: whole numbers, and decimals in millionths, rounded half to
 * even below a micro. What is unusual is left to an exact, slower reader.
 */
public final class Decimals {
    /** Not read here: too long, with an exponent, or no number at all. */
    public static final long UNUSUAL = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;
    private static final int MICRO_DIGITS = 6;
    private static final int MOST_WHOLE_DIGITS = MOST_DIGITS - MICRO_DIGITS;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Decimals() {}

    /** A whole number of at most 18 digits, perhaps negative, or {@link #UNUSUAL}. */
    public static long whole(char[] text, int offset, int length) {
        int end = offset + length;
        boolean negative = length > 0 && text[offset] == '-';
        int at = negative ? offset + 1 : offset;
        if (at >= end || end - at > MOST_DIGITS) {
            return UNUSUAL;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** A decimal of at most 12 digits before the point, in millionths, or {@link #UNUSUAL}. */
    public static long micros(char[] text, int offset, int length) {
        int end = offset + length;
        boolean negative = length > 0 && text[offset] == '-';
        int at = negative ? offset + 1 : offset;
        int first = at;
        long value = 0;
        while (at < end && text[at] != '.') {
            int digit = text[at++] - '0';
            if (digit < 0 || digit > 9 || at - first > MOST_WHOLE_DIGITS) {
                return UNUSUAL;
            }
            value = value * 10 + digit;
        }
        if (at == first || at == end - 1) {
            return UNUSUAL;
        }
        long micros = at == end ? value * POWERS[MICRO_DIGITS] : fraction(text, at + 1, end, value);
        return negative && micros != UNUSUAL ? -micros : micros;
    }

    /** Goes on behind the point. */
    private static long fraction(char[] text, int from, int end, long whole) {
        long value = whole;
        int kept = Math.min(end, from + MICRO_DIGITS);
        for (int at = from; at < kept; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            value = value * 10 + digit;
        }
        value *= POWERS[MICRO_DIGITS - (kept - from)];
        return kept == end ? value : rounded(text, kept, end, value);
    }

    /** Rounds half to even by the digits that are not kept. */
    private static long rounded(char[] text, int from, int end, long value) {
        int first = text[from] - '0';
        boolean more = false;
        for (int at = from; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            more |= at > from && digit > 0;
        }
        boolean up = first > 5 || first == 5 && (more || (value & 1) == 1);
        return up ? value + 1 : value;
    }
}
