package io.banditpipeline.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes in small pieces and pauses after each, until the server stops. */
final class SlowOutput extends FilterOutputStream {
    private final HttpFault.Slow pace;
    private final CountDownLatch stopped;

    SlowOutput(OutputStream out, HttpFault.Slow pace, CountDownLatch stopped) {
        super(out);
        this.pace = pace;
        this.stopped = stopped;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int piece = Math.min(pace.bytes(), length - done);
            out.write(bytes, offset + done, piece);
            out.flush();
            done += piece;
            pause();
        }
    }

    private void pause() throws IOException {
        try {
            if (stopped.await(pace.pause().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException("the server is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the server is closed").initCause(e);
        }
    }
}
