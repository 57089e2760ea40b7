package io.banditpipeline.connectors.ecb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to go on beyond a number of bytes, however small the packed file was. */
final class CappedInput extends FilterInputStream {
    private final long maxBytes;
    private final Publications publications;
    private long read;

    CappedInput(InputStream in, long maxBytes, Publications publications) {
        super(in);
        this.maxBytes = maxBytes;
        this.publications = publications;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > maxBytes) {
            throw publications.broken("it has more than " + maxBytes + " bytes", 0);
        }
    }
}
