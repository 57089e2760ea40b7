package io.banditpipeline.connectors.csv;

/** What is the same for every cell: how it is trimmed and shown. */
final class Cells {
    private static final int LONGEST_SHOWN = 80;

    private Cells() {}

    /** Without the spaces around it, also those that do not break. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Any space, breaking or not, and the byte order mark that some programs leave in the middle of a file. */
    static boolean isSpace(char c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    /** In quotes, cut where it is too long for a message. */
    static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    /** Cut where it is too long for a message. */
    static String shorten(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "... (" + text.length() + " characters)";
    }
}
