package io.banditpipeline.testkit.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * An HTTP/1.1 server on the loopback interface, with a port of its own. It keeps connections alive, packs answers with
 * gzip for clients that ask for it, streams bodies without holding them, records what it receives, and fails as it is
 * told to. Closing it ends all of its threads and connections within a second. This class is thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int SECONDS_TO_END = 20;
    private static final int BACKLOG = 1_024;
    private static final int KEPT_CALLS = 20_000;

    private final InstantSource clock;
    private final HttpHandler handler;
    private final HttpFaults faults = new HttpFaults();
    private final CallRecorder recorder;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<RuntimeException> errors = new CopyOnWriteArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong brokenConnections = new AtomicLong();
    private final ExecutorService threads;
    private final int port;
    private volatile ServerSocket listening;

    private LoopbackServer(InstantSource clock, int keptCalls, HttpHandler handler) {
        this.clock = clock;
        this.handler = handler;
        this.recorder = new CallRecorder(keptCalls);
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "loopback-" + port);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server that keeps the last 20,000 requests.
     *
     * @param clock the moments of requests
     * @param handler answers requests
     */
    public static LoopbackServer start(InstantSource clock, HttpHandler handler) {
        return start(clock, KEPT_CALLS, handler);
    }

    /**
     * Starts a server.
     *
     * @param clock the moments of requests
     * @param keptCalls how many requests {@link #calls} keeps; of each body it keeps the first 64 KiB
     * @param handler answers requests
     * @throws IllegalArgumentException if {@code keptCalls} is negative
     */
    public static LoopbackServer start(InstantSource clock, int keptCalls, HttpHandler handler) {
        if (keptCalls < 0) {
            throw new IllegalArgumentException("keptCalls must not be negative, but is " + keptCalls);
        }
        LoopbackServer server = new LoopbackServer(clock, keptCalls, handler);
        server.acceptOn(server.listening);
        return server;
    }

    /** Its address, without a path and without a slash at the end: {@code http://127.0.0.1:40123}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What is to go wrong; nothing at first. */
    public HttpFaults faults() {
        return faults;
    }

    /** The last requests, oldest first, those that were never answered included. */
    public List<RecordedCall> calls() {
        return recorder.calls();
    }

    /** How many of the {@linkplain #calls kept} requests match. */
    public long count(Predicate<HttpCall> which) {
        return calls().stream().filter(recorded -> which.test(recorded.call())).count();
    }

    /** How many requests came in since it was started. */
    public long received() {
        return recorder.received();
    }

    /** What the handler has thrown: mistakes of a simulator, not of its client. */
    public List<RuntimeException> errors() {
        return List.copyOf(errors);
    }

    /** How many connections were accepted since it was started. */
    public long connections() {
        return accepted.get();
    }

    /** How many connections ended within a request or an answer without a fault that was planned. */
    public long brokenConnections() {
        return brokenConnections.get();
    }

    /** Refuses connections, and ends those that there are, until {@link #acceptAgain}. */
    public synchronized void refuse() {
        close(listening);
        connections.forEach(LoopbackServer::close);
    }

    /**
     * Accepts connections again, at the same address.
     *
     * @throws IllegalStateException if it is closed
     */
    public synchronized void acceptAgain() {
        if (stopped.getCount() == 0) {
            throw new IllegalStateException("server at " + uri() + " is closed");
        }
        if (listening.isClosed()) {
            listening = listen(port);
            acceptOn(listening);
        }
    }

    @Override
    public synchronized void close() {
        stopped.countDown();
        refuse();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a handler of the server at " + uri() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    InstantSource clock() {
        return clock;
    }

    AtomicInteger record(HttpCall call) {
        return recorder.add(call);
    }

    HttpReply answer(HttpCall call) {
        try {
            return handler.answer(call);
        } catch (RuntimeException e) {
            errors.add(e);
            return HttpReply.text(500, "text/plain", "the simulator failed: " + e);
        }
    }

    private void acceptOn(ServerSocket socket) {
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connection.setTcpNoDelay(true); // an answer in pieces must not wait 40 ms for each
                    serve(connection);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        errors.add(new UncheckedIOException("accept at " + uri(), e));
                    }
                }
            }
        });
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        accepted.incrementAndGet();
        connections.add(socket);
        if (listening.isClosed()) {
            close(socket);
        }
        try {
            threads.execute(() -> serveUntilEnd(socket));
        } catch (RejectedExecutionException e) {
            close(socket); // accepted in the moment in which the server was closed
        }
    }

    private void serveUntilEnd(Socket socket) {
        try {
            new Connection(this, socket, stopped).serve();
        } catch (IOException e) {
            brokenConnections.incrementAndGet(); // the client went away, or the server was told to end it
        } catch (RuntimeException e) {
            errors.add(e);
        } finally {
            connections.remove(socket);
        }
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + socket, e);
        }
    }
}
