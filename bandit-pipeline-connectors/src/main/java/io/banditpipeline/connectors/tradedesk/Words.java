package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.internal.text.Printable;
import java.util.Locale;

/** Names and values of reports as they are compared and shown. */
final class Words {
    private static final int LONGEST_SHOWN = 60;

    private Words() {}

    /** A value for a message: on one line, cut where it is long. */
    static String quoted(String value) {
        return '"' + Printable.line(value, LONGEST_SHOWN) + '"';
    }

    /** A name as it is compared: its letters and digits, whatever their case. */
    static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** A cell without the spaces around it, those that do not break included. */
    static String stripped(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isSpace(cell.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(cell.charAt(to - 1))) {
            to--;
        }
        return from == 0 && to == cell.length() ? cell : cell.substring(from, to);
    }

    static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '\uFEFF';
    }
}
