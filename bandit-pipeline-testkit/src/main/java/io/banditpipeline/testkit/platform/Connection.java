package io.banditpipeline.testkit.platform;

import io.banditpipeline.testkit.platform.LimitedOutput.LimitReached;
import io.banditpipeline.testkit.platform.RequestReader.Received;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection of a client, on one thread: requests are answered in the order in which they come. */
final class Connection {
    private static final int BUFFER = 1 << 14;

    private final LoopbackServer server;
    private final Socket socket;
    private final CountDownLatch stopped;

    Connection(LoopbackServer server, Socket socket, CountDownLatch stopped) {
        this.server = server;
        this.socket = socket;
        this.stopped = stopped;
    }

    /** Serves until either side has had enough. */
    void serve() throws IOException {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            RequestReader reader = new RequestReader(in, out, server.clock());
            for (Received request = reader.next(); request != null; request = reader.next()) {
                if (!answer(request, in, out)) {
                    return;
                }
            }
        }
    }

    /** Answers one request; false if the connection is to end. */
    private boolean answer(Received request, InputStream in, OutputStream out) throws IOException {
        HttpCall call = request.call();
        AtomicInteger status = server.record(call);
        @Nullable HttpFault fault = server.faults().take(call).orElse(null);
        if (fault instanceof HttpFault.Reset) {
            socket.setSoLinger(true, 0);
            return false;
        }
        if (fault instanceof HttpFault.Silence silence && silence.bytes() < 0) {
            awaitEnd(in);
            return false;
        }
        if (fault instanceof HttpFault.Late late && !pause(late.pause())) {
            return false;
        }
        HttpReply reply = fault instanceof HttpFault.Answer other ? other.reply() : server.answer(call);
        @Nullable HttpFault ofBody = fault instanceof HttpFault.Answer ? null : fault;
        status.set(reply.status());
        try {
            new ReplyWriter(out, request.acceptsGzip(), stopped)
                    .write(reply, ofBody, request.keepsAlive(), call.method().equals("HEAD"));
        } catch (LimitReached e) {
            out.flush();
            if (ofBody instanceof HttpFault.Silence) {
                awaitEnd(in);
            }
            return false;
        } finally {
            reply.end();
        }
        return request.keepsAlive();
    }

    /** Whether the server is still there after a pause. */
    private boolean pause(Duration pause) {
        try {
            return !stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Says nothing until the client or the server closes the connection. */
    private void awaitEnd(InputStream in) {
        try {
            while (in.read() >= 0) {
                continue; // whatever else the client sends gets no answer either
            }
        } catch (IOException e) {
            return; // a reset, or the server was closed: the end that was waited for
        }
    }
}
