package io.banditpipeline.connectors.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stays open when its reader closes it, as parsers do: what is left of the answer is read after them. */
final class OpenInput extends FilterInputStream {
    OpenInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    @Override
    public void close() {
        // the call closes the answer when it ends
    }
}
