package io.banditpipeline.core.anomaly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote, and refuses anything else. */
final class StateReader {
    private static final int CHECKSUM_BYTES = 4;

    private final ByteBuffer in;

    /** @throws IllegalArgumentException if the bytes are not as they were written */
    StateReader(byte[] state) {
        int body = state.length - CHECKSUM_BYTES;
        if (body < 0) {
            throw refused("it has " + state.length + " bytes");
        }
        CRC32 checksum = new CRC32();
        checksum.update(state, 0, body);
        int written = ByteBuffer.wrap(state).getInt(body);
        if (written != (int) checksum.getValue()) {
            throw refused("its checksum does not fit its " + state.length + " bytes");
        }
        in = ByteBuffer.wrap(state, 0, body);
    }

    static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("this is not a state that this detector can continue: " + why
                + "; pass the bytes that state() gave, or null to begin the series anew");
    }

    int count(int atMost) {
        return within(read(in::getInt), atMost);
    }

    int small(int atMost) {
        return within(read(in::get), atMost);
    }

    private static int within(int count, int atMost) {
        if (count < 0 || count > atMost) {
            throw refused("it counts " + count + " where there are 0 to " + atMost);
        }
        return count;
    }

    int any() {
        return read(in::getInt);
    }

    long whole() {
        return read(in::getLong);
    }

    float number() {
        float number = read(in::getFloat);
        if (!Float.isFinite(number)) {
            throw refused("it holds " + number);
        }
        return number;
    }

    double exact() {
        return read(in::getDouble);
    }

    double finite() {
        double number = exact();
        if (!Double.isFinite(number)) {
            throw refused("it holds " + number);
        }
        return number;
    }

    boolean flag() {
        return read(in::get) != 0;
    }

    @Nullable
    LocalDateTime time() {
        if (!flag()) {
            return null;
        }
        try {
            long second = whole();
            return LocalDateTime.ofEpochSecond(second, count(Integer.MAX_VALUE), ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw refused("it holds a time that there is not: " + e.getMessage());
        }
    }

    void finish() {
        if (in.hasRemaining()) {
            throw refused(in.remaining() + " bytes are left over");
        }
    }

    private static <T> T read(Supplier<T> step) {
        try {
            return step.get();
        } catch (BufferUnderflowException e) {
            throw refused("it ends too soon");
        }
    }
}
