package io.banditpipeline.core.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.core.alert.WebhookAlertSinkBuilder.Settings;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts as JSON to an address.
 *
 * <p>A try that fails with an I/O error, a time-out, status 429 or a status of 500 or more is made again, after 1 s,
 * then 2 s, 4 s and so on, or after what a {@code Retry-After} in seconds asks for, up to 30 s. Any status from 200 to
 * 299 is a success; any other, redirects included, fails at once. A redirect is never followed. One delivery so takes
 * at most the time-out and 30 s for each try.
 *
 * <p>Signed requests carry {@code X-BanditPipeline-Timestamp}, the moment in epoch seconds, and
 * {@code X-BanditPipeline-Signature}: {@code v1=} and the hexadecimal HMAC-SHA256, under the key, of the timestamp, a
 * dot, and the bytes of the body. A receiver compares in constant time and refuses old timestamps.
 *
 * <p>Neither headers, key, nor path and query of the address are in any message or log. This class is thread-safe.
 */
public final class WebhookAlertSink implements AlertSink, AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final Settings settings;
    private @Nullable HttpClient client;

    WebhookAlertSink(Settings settings) {
        this.settings = settings;
    }

    /**
     * Begins to build a sink that posts to an address.
     *
     * @throws IllegalArgumentException unless it is an absolute http or https address without user and password
     */
    public static WebhookAlertSinkBuilder to(URI uri) {
        return new WebhookAlertSinkBuilder(uri);
    }

    /** @throws PipelineException if it could not be delivered; the message says why, without secrets */
    @Override
    public void raise(Alert alert) {
        deliver(AlertJson.raised(alert));
    }

    /** @throws PipelineException if it could not be delivered; the message says why, without secrets */
    @Override
    public void resolved(AlertRecord over) {
        deliver(AlertJson.resolved(over));
    }

    /** Lets connections go. An alert that comes later opens new ones. */
    @Override
    public synchronized void close() {
        HttpClient open = client;
        client = null;
        if (open instanceof AutoCloseable closeable) { // from Java 21 on; before, it ends when nobody holds it
            closeQuietly(closeable);
        }
    }

    /** The address without path and query. */
    @Override
    public String toString() {
        return "webhook " + settings;
    }

    /** What became of one try: empty if it was taken, or why not. */
    private record Failure(
            String why, boolean mayPass, @Nullable Duration askedFor) {}

    private void deliver(byte[] body) {
        for (int attempt = 1; ; attempt++) {
            Optional<Failure> failure = attempt(body);
            if (failure.isEmpty()) {
                return;
            }
            if (!failure.get().mayPass() || attempt == settings.tries()) {
                throw failed(failure.get().why() + ", at try " + attempt + " of " + settings.tries());
            }
            await(failure.get(), attempt);
        }
    }

    private Optional<Failure> attempt(byte[] body) {
        try {
            HttpResponse<InputStream> response =
                    client().send(request(body), HttpResponse.BodyHandlers.ofInputStream());
            response.body().close(); // unread: what it says is not asked for
            return judge(response);
        } catch (IOException e) {
            return Optional.of(new Failure(e.getClass().getSimpleName(), true, null));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Optional<Failure> judge(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        boolean mayPass = status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
        String why = "it answered with status " + status
                + (status >= 300 && status < 400 ? ", a redirect, which is not followed: name the final address" : "");
        Duration askedFor = response.headers()
                .firstValue("Retry-After")
                .flatMap(WebhookAlertSink::seconds)
                .orElse(null);
        return Optional.of(new Failure(why, mayPass, askedFor));
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.uri())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        settings.headers().forEach((name, value) -> request.header(name, value.reveal()));
        if (settings.key() != null) {
            Instant now = settings.clock().instant();
            request.header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()));
            request.header(WebhookSignature.SIGNATURE_HEADER, WebhookSignature.of(settings.key(), now, body));
        }
        return request.build();
    }

    private synchronized HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            open = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.timeout())
                    .build();
            client = open;
        }
        return open;
    }

    private void await(Failure failure, int attempt) {
        Duration wait = failure.askedFor() == null
                ? FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS))
                : failure.askedFor();
        try {
            settings.waiter().await(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private PipelineException interrupted() {
        Thread.currentThread().interrupt();
        return failed("it was interrupted");
    }

    private PipelineException failed(String why) {
        return new PipelineException(
                ErrorCode.DELIVERY, "The alert could not be posted to " + settings.shownAddress() + ": " + why);
    }

    private static Optional<Duration> seconds(String header) {
        String text = header.strip();
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("an HTTP client closes without exceptions", e);
        }
    }
}
