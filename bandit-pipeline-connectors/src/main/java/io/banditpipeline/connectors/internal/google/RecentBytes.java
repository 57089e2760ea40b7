package io.banditpipeline.connectors.internal.google;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream that remembers its latest bytes, so that a row that cannot be read can be shown as it came. */
final class RecentBytes extends FilterInputStream {
    private static final int SIZE = 1 << 16;

    private final byte[] ring = new byte[SIZE];
    private long count;

    RecentBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            ring[(int) (count++ % SIZE)] = (byte) value;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, Math.min(length, SIZE));
        if (read > 0) {
            int at = (int) (count % SIZE);
            int before = Math.min(read, SIZE - at);
            System.arraycopy(target, offset, ring, at, before);
            System.arraycopy(target, offset + before, ring, 0, read - before);
            count += read;
        }
        return read;
    }

    /** The bytes between two positions of the stream as text, or what of them is remembered still. */
    String text(long start, long end) {
        long first = Math.max(start, Math.max(0, count - SIZE));
        long last = Math.min(end, count);
        if (start < 0 || first >= last) {
            return "";
        }
        byte[] bytes = new byte[(int) (last - first)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ring[(int) ((first + i) % SIZE)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
