package io.banditpipeline.benchmarks.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A platform on the loopback interface that answers one slice with a feed, made while it is sent, and the few other
 * questions that a connector asks on the way. Unlike the simulators it can leave its answers unpacked. One slice is
 * asked of it, by one client.
 */
final class FeedServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int BUFFER = 1 << 16;
    private static final String JSON = "application/json";

    private final Feed feed;
    private final long end;
    private final boolean gzip;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Progress progress = new Progress();

    /** How far the feed has been written: the pages of a list continue one another. */
    private static final class Progress extends OutputStream {
        private final TextOut text = new TextOut(this);
        private OutputStream answer = OutputStream.nullOutputStream();
        private long rows;
        private long pages;

        @Override
        public void write(int value) throws IOException {
            answer.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            answer.write(bytes, offset, length);
        }
    }

    /**
     * Starts it.
     *
     * @param end how many bytes all answers have together, unpacked
     * @param gzip whether they are packed
     */
    FeedServer(Feed feed, long end, boolean gzip) throws IOException {
        this.feed = feed;
        this.end = end;
        this.gzip = gzip;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many rows were written. */
    synchronized long rows() {
        return progress.rows;
    }

    /** How many bytes were written, before they were packed. */
    synchronized long bytes() {
        return progress.text.bytes();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (isFeed(path, question)) {
                stream(exchange);
            } else {
                byte[] body = small(path).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", JSON);
                exchange.sendResponseHeaders(OK, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static boolean isFeed(String path, String question) {
        return path.endsWith("googleAds:searchStream") && question.contains("metrics.impressions")
                || path.endsWith("/insights")
                || path.endsWith("/report.csv");
    }

    /** Tokens, lists that are empty, and a report that is ready at once. */
    private String small(String path) {
        if (path.endsWith("/token")) {
            return "{\"access_token\":\"token\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
        }
        if (path.endsWith("googleAds:searchStream")) {
            return "[]";
        }
        if (path.endsWith("/reporttemplateheader/query")) {
            return "{\"Result\":[{\"ReportTemplateId\":1,\"Name\":\"daily\"}],\"ResultCount\":1}";
        }
        if (path.endsWith("/myreports/reportschedule")) {
            return "{\"ReportScheduleId\":101}";
        }
        if (path.endsWith("/reportexecution/query/advertisers")) {
            return "{\"Result\":[{\"ReportScheduleId\":101,\"ReportExecutionState\":\"Complete\",\"ReportDeliveries\":"
                    + "[{\"DownloadURL\":\"" + uri() + "/report.csv\"}]}],\"ResultCount\":1,\"TotalFilteredCount\":1}";
        }
        return "{}";
    }

    private synchronized void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", JSON);
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(OK, 0);
        try (OutputStream body = gzip ? new FastGzip(exchange.getResponseBody()) : exchange.getResponseBody()) {
            progress.answer = body;
            progress.rows += feed.write(progress.text, progress.rows, progress.pages++, end);
            progress.text.flush();
        }
    }

    /** Packs quickly, so that the server does not keep the client waiting. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
