package io.banditpipeline.benchmarks.platform;

import java.io.IOException;
import java.io.OutputStream;

/** Writes plain ASCII text fast, and counts it: what is to be read must not take longer to make. Not thread-safe. */
final class TextOut {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NUMBER = 20;
    private static final int CENTS = 100;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private int used;
    private long flushed;

    TextOut(OutputStream out) {
        this.out = out;
    }

    /** How many bytes have been written. */
    long bytes() {
        return flushed + used;
    }

    TextOut text(String text) throws IOException {
        require(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[used++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A number that is not negative. */
    TextOut number(long value) throws IOException {
        require(LONGEST_NUMBER);
        int length = 0;
        for (long rest = value; rest > 0 || length == 0; rest /= 10) {
            digits[length++] = (byte) ('0' + rest % 10);
        }
        while (length > 0) {
            buffer[used++] = digits[--length];
        }
        return this;
    }

    /** A number of hundredths as a decimal: two digits behind the point, none if they are zero. */
    TextOut hundredths(long value) throws IOException {
        number(value / CENTS);
        long cents = value % CENTS;
        return cents == 0 ? this : text(cents < 10 ? ".0" : ".").number(cents);
    }

    private void require(int bytes) throws IOException {
        if (buffer.length - used < bytes) {
            flush();
        }
    }

    /** Hands on what was written. */
    void flush() throws IOException {
        out.write(buffer, 0, used);
        flushed += used;
        used = 0;
    }
}
