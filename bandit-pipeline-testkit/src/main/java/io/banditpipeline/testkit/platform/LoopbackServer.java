package io.banditpipeline.testkit.platform;

import java.net.URI;

/** An HTTP server on the loopback interface. Closing it ends all of its threads and connections. */
public final class LoopbackServer implements AutoCloseable {
    /** Its address, without a path. */
    public URI uri() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
