package io.banditpipeline.connectors.internal.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client with its pool and threads, opened by the first call. HTTP/1.1: an answer has its connection to
 * itself, so that one which stalls or is given up harms no other. Redirects are not followed, as they would carry
 * credentials elsewhere. Thread-safe.
 */
final class Connections implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final String name;
    private final Duration connectTimeout;
    private @Nullable Open open;

    private record Open(HttpClient client, ExecutorService threads) {}

    Connections(String name, Duration connectTimeout) {
        this.name = name;
        this.connectTimeout = connectTimeout;
    }

    synchronized HttpClient client() {
        if (open == null) {
            open = open();
        }
        return open.client();
    }

    private Open open() {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads)
                .build();
        return new Open(client, threads);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "bandit-pipeline-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Lets all go. What is asked for later opens anew. */
    @Override
    public void close() {
        Open closing;
        synchronized (this) {
            closing = open;
            open = null;
        }
        if (closing == null) {
            return;
        }
        if (closing.client()
                instanceof AutoCloseable closeable) { // from Java 21 on; before, it ends when nobody holds it
            closeQuietly(closeable);
        }
        closing.threads().shutdown();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("an HTTP client closes without exceptions", e);
        }
    }
}
