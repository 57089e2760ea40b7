package io.banditpipeline.testkit.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Frames what is written as HTTP chunks. Closing it writes the last one and leaves the stream beneath open. */
final class ChunkedOutput extends OutputStream {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 14];
    private int used;

    ChunkedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        if (used == buffer.length) {
            writeChunk();
        }
        buffer[used++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == buffer.length) {
                writeChunk();
            }
            int piece = Math.min(left, buffer.length - used);
            System.arraycopy(bytes, from, buffer, used, piece);
            used += piece;
            from += piece;
            left -= piece;
        }
    }

    @Override
    public void flush() throws IOException {
        writeChunk();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        writeChunk();
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void writeChunk() throws IOException {
        if (used > 0) {
            out.write((Integer.toHexString(used) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(buffer, 0, used);
            out.write('\r');
            out.write('\n');
            used = 0;
        }
    }
}
