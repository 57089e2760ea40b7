package io.banditpipeline.jooq.internal.sql;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.util.Comparator;
import java.util.HexFormat;
import org.jooq.Field;

/**
 * Text that every database can hold.
 *
 * <p>Free text comes back exactly as it was given, also what a database refuses or a character set cannot write: the
 * character NUL and halves of surrogate pairs are kept as {@code ␛} (U+241B) and four hexadecimal digits, and so is
 * that character itself.
 */
public final class Texts {
    private static final char ESCAPE = '\u241b';
    private static final int DIGITS = 4;
    private static final HexFormat HEX = HexFormat.of();

    private static final Comparator<String> BY_CODE_POINT = Texts::compareByCodePoint;

    private Texts() {}

    /** The order of ids: by Unicode code point, which {@link String#compareTo} is not beyond U+FFFF. */
    public static Comparator<String> byCodePoint() {
        return BY_CODE_POINT;
    }

    /** The same order in SQL. Only PostgreSQL would order keys by a language. */
    public static Field<String> byCodePoint(Session session, Field<String> key) {
        return session.engine() == Engine.POSTGRESQL ? key.collate("C") : key;
    }

    /**
     * An id or name that is a key, as it is.
     *
     * @throws PipelineException with code INVALID_INPUT if it is longer than {@code maxLength} or cannot be kept as it
     *     is
     */
    public static String key(String property, String value, int maxLength) {
        if (value.codePointCount(0, value.length()) > maxLength) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    property + " must have at most " + maxLength + " characters, but has " + value.length() + ": "
                            + value.substring(0, 40) + "...");
        }
        String unescaped = value.replace(String.valueOf(ESCAPE), "");
        if (!encode(unescaped).equals(unescaped)) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    property + " must not contain the character NUL or half a surrogate pair, but is " + encode(value));
        }
        return value;
    }

    /** Free text as it is kept. */
    public static String encode(String text) {
        int plain = plainPrefix(text);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (isAwkward(c)) {
                out.append(ESCAPE).append(HEX.toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Free text as it was given. */
    public static String decode(String kept) {
        int escape = kept.indexOf(ESCAPE);
        if (escape < 0) {
            return kept;
        }
        StringBuilder out = new StringBuilder(kept.length()).append(kept, 0, escape);
        for (int i = escape; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (c == ESCAPE) {
                out.append((char) HexFormat.fromHexDigits(kept, i + 1, i + 1 + DIGITS));
                i += DIGITS;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int compareByCodePoint(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean oneIsSurrogate = Character.isSurrogate(left) != Character.isSurrogate(right);
                int order = Character.isSurrogate(left) ? 1 : -1;
                return oneIsSurrogate ? order : Character.compare(left, right);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int plainPrefix(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isAwkward(text.charAt(i))) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isAwkward(char c) {
        return c == 0 || c == ESCAPE || Character.isSurrogate(c);
    }
}
