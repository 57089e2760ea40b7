package io.banditpipeline.core.anomaly;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Writes a state: big-endian, with a checksum of all that was written before as its last four bytes. */
final class StateWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    private final DataOutputStream out = new DataOutputStream(bytes);

    void count(int count) {
        write(() -> out.writeInt(count));
    }

    void small(int count) {
        write(() -> out.writeByte(count));
    }

    void whole(long number) {
        write(() -> out.writeLong(number));
    }

    void number(float number) {
        write(() -> out.writeFloat(number));
    }

    void exact(double number) {
        write(() -> out.writeDouble(number));
    }

    void flag(boolean flag) {
        write(() -> out.writeBoolean(flag));
    }

    void time(@Nullable LocalDateTime time) {
        flag(time != null);
        if (time != null) {
            whole(time.toEpochSecond(ZoneOffset.UTC));
            count(time.getNano());
        }
    }

    byte[] finish() {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.toByteArray());
        count((int) checksum.getValue());
        return bytes.toByteArray();
    }

    private static void write(Write step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory refused a byte", e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
