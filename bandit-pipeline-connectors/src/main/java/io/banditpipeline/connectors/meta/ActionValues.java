package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.text.Decimals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one entry of {@code actions}, by window. They are read from characters at once; a text is made only of
 * what is not written plainly. Not thread-safe.
 */
final class ActionValues {
    private final long[] micros;
    private final @Nullable String[] unusual;
    private boolean anyUnusual;

    /** @param windows how many windows count */
    ActionValues(int windows) {
        this.micros = new long[windows];
        this.unusual = new @Nullable String[windows];
        Arrays.fill(micros, Decimals.UNUSUAL);
    }

    int windows() {
        return micros.length;
    }

    /** Forgets all values. */
    void clear() {
        for (int window = 0; window < micros.length; window++) {
            micros[window] = Decimals.UNUSUAL;
        }
        if (anyUnusual) {
            Arrays.fill(unusual, null);
            anyUnusual = false;
        }
    }

    /** Keeps the value of a window in place of any that it had. */
    void put(int window, char[] chars, int from, int length) {
        micros[window] = Decimals.micros(chars, from, length);
        if (micros[window] == Decimals.UNUSUAL || anyUnusual) {
            unusual[window] = micros[window] == Decimals.UNUSUAL ? new String(chars, from, length) : null;
            anyUnusual = true;
        }
    }

    /** The value of a window in millionths, or {@link Decimals#UNUSUAL} if it has none, or none written plainly. */
    long micros(int window) {
        return micros[window];
    }

    /** The value of a window that is not written plainly; null if it has none. */
    @Nullable
    String unusual(int window) {
        return unusual[window];
    }
}
