package io.banditpipeline.connectors.internal.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of texts that came lately, so that those that come again and again, such as days, ids and types of
 * action, are made once and not anew in each row. Holds a bounded number of short ones. One is for the texts of one
 * field, which mostly come in the same order again. Not thread-safe.
 *
 * @param <T> what is made of a text
 */
public final class RecentValues<T> {
    private static final int BITS = 9;
    private static final int LONGEST = 64;
    private static final int HASHED_CHARS = 6;
    private static final int SPREAD = 0x9E37_79B9;
    private static final int FACTOR = 31;

    private final Function<? super String, ? extends T> maker;
    private final @Nullable Known<T>[] slots;
    /** By slot the one whose text came next the last time: most likely it comes next again. */
    private final int[] next;

    private int latest;

    private static final class Known<T> {
        private final char[] text;
        private final T value;

        Known(char[] text, T value) {
            this.text = text;
            this.value = value;
        }

        boolean isOf(char[] chars, int from, int length) {
            return Arrays.equals(text, 0, text.length, chars, from, from + length);
        }
    }

    /** @param maker makes the value of a text; must depend on nothing else */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    public RecentValues(Function<? super String, ? extends T> maker) {
        this.maker = maker;
        this.slots = new Known[1 << BITS];
        this.next = new int[1 << BITS];
    }

    /** The value of the text of the parser's current token, which is a value. */
    public T of(JsonParser json) throws IOException {
        int length = json.getTextLength();
        return of(json.getTextCharacters(), json.getTextOffset(), length);
    }

    /** The value of the text that stands at a place. Texts that share a slot only take the place of one another. */
    public T of(char[] chars, int from, int length) {
        int likely = next[latest];
        @Nullable Known<T> guess = slots[likely];
        if (guess != null && guess.isOf(chars, from, length)) {
            latest = likely;
            return guess.value;
        }
        int slot = slot(chars, from, length);
        @Nullable Known<T> known = slots[slot];
        if (known == null || !known.isOf(chars, from, length)) {
            String text = new String(chars, from, length);
            T made = maker.apply(text);
            if (length > LONGEST) {
                return made;
            }
            known = new Known<>(text.toCharArray(), made);
            slots[slot] = known;
        }
        next[latest] = slot;
        latest = slot;
        return known.value;
    }

    private static int slot(char[] chars, int from, int length) {
        int end = from + length;
        int hash = length;
        for (int i = Math.max(from, end - HASHED_CHARS); i < end; i++) {
            hash = hash * FACTOR + chars[i];
        }
        return hash * SPREAD >>> Integer.SIZE - BITS;
    }
}
