package io.banditpipeline.quality;

import io.banditpipeline.internal.text.Printable;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML too: every element is closed, every text and attribute escaped, and no character
 * is written that could end a text, turn its direction or is forbidden in XML. Used once, by one thread.
 */
final class Markup {
    private static final int MAX_TEXT = 100_000;

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Writes what is trusted, as it is. */
    Markup trusted(String markup) {
        out.append(markup);
        return this;
    }

    /** Opens an element; attributes are given as name and value in turn. */
    Markup open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    Markup close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        if (!element.equals("span")) {
            out.append('\n');
        }
        return this;
    }

    /** Writes text, escaped. */
    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Writes an element with a text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** The whole; every element must be closed. */
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements are still open: " + open);
        }
        return out.toString();
    }

    private void escape(String text) {
        String printable = Printable.line(text, MAX_TEXT);
        for (int i = 0; i < printable.length(); i++) {
            char c = printable.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
