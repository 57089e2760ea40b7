package io.banditpipeline.internal.text;

/**
 * Makes texts of strangers fit to be shown: what would move a cursor, turn the direction of writing or break a document
 * is written out as an escape, and what is long is cut with a note.
 */
public final class Printable {
    private Printable() {}

    /**
     * The text on one line, in visible characters.
     *
     * @param text any text
     * @param maxLength how many UTF-16 units of it are shown at most; at least 1
     */
    public static String line(String text, int maxLength) {
        int end = cut(text, maxLength);
        StringBuilder out = new StringBuilder(end);
        text.codePoints().limit(text.codePointCount(0, end)).forEach(point -> append(out, point));
        if (end < text.length()) {
            out.append(" [cut: ").append(text.length() - end).append(" more characters]");
        }
        return out.toString();
    }

    /** Where to cut, so that no pair of surrogates is parted. */
    private static int cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(maxLength - 1)) && maxLength > 1 ? maxLength - 1 : maxLength;
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isVisible(point)) {
                    out.appendCodePoint(point);
                } else {
                    escape(out, point);
                }
            }
        }
    }

    private static void escape(StringBuilder out, int point) {
        String hex = Integer.toHexString(point);
        out.append("\\u{")
                .append("0".repeat(Math.max(0, 4 - hex.length())))
                .append(hex)
                .append('}');
    }

    /** Neither a control, nor a mark of direction or joining, nor a separator of lines, nor no character at all. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
