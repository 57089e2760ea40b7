package io.banditpipeline.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets so many bytes through and throws {@link LimitReached} at the next one. */
final class LimitedOutput extends FilterOutputStream {
    private long left;

    LimitedOutput(OutputStream out, long bytes) {
        super(out);
        left = bytes;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int piece = (int) Math.min(left, length);
        out.write(bytes, offset, piece);
        left -= piece;
        if (piece < length) {
            throw new LimitReached();
        }
    }

    /** The point at which an answer is to end. */
    static final class LimitReached extends IOException {
        private static final long serialVersionUID = 1;

        LimitReached() {
            super("the answer is to end here");
        }
    }
}
