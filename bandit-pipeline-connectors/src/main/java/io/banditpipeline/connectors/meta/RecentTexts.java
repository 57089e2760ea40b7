package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that came lately, so that those that come again and again, such as days and types of action, are not made anew
 * in each row. Holds a bounded number of short ones. Not thread-safe.
 */
final class RecentTexts {
    private static final int BITS = 10;
    private static final int LONGEST = 64;
    private static final int HASHED_CHARS = 6;
    private static final int SPREAD = 0x9E37_79B9;
    private static final int FACTOR = 31;

    private final @Nullable Known[] slots = new @Nullable Known[1 << BITS];

    private record Known(char[] chars, String text) {}

    /** The text of the parser's current token, which is a value. */
    String of(JsonParser json) throws IOException {
        int length = json.getTextLength();
        return length > LONGEST ? json.getText() : of(json.getTextCharacters(), json.getTextOffset(), length);
    }

    /** Texts that share length and end, by which they are looked for, only take the place of one another. */
    private String of(char[] chars, int from, int length) {
        int end = from + length;
        int hash = length;
        for (int i = Math.max(from, end - HASHED_CHARS); i < end; i++) {
            hash = hash * FACTOR + chars[i];
        }
        int slot = hash * SPREAD >>> Integer.SIZE - BITS;
        Known known = slots[slot];
        if (known != null && Arrays.equals(known.chars, 0, known.chars.length, chars, from, end)) {
            return known.text;
        }
        Known made = new Known(Arrays.copyOfRange(chars, from, end), new String(chars, from, length));
        slots[slot] = made;
        return made.text;
    }
}
