package io.banditpipeline.core.alert;

import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WebhookAlertSink}. A value that is not allowed is refused at once. Not thread-safe. */
public final class WebhookAlertSinkBuilder {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final int DEFAULT_TRIES = 3;
    private static final Set<String> OWN = Set.of(
            "content-type",
            WebhookSignature.SIGNATURE_HEADER.toLowerCase(Locale.ROOT),
            WebhookSignature.TIMESTAMP_HEADER.toLowerCase(Locale.ROOT));

    private final URI uri;
    private final Map<String, Secret> headers = new LinkedHashMap<>();
    private Duration timeout = DEFAULT_TIMEOUT;
    private int tries = DEFAULT_TRIES;
    private @Nullable Secret key;
    private InstantSource clock = InstantSource.system();
    private Waiter waiter = Waiter.realTime();

    WebhookAlertSinkBuilder(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "uri must be an absolute http or https address without user and password, such as"
                            + " https://alerts.example.com/hook: send credentials in a header");
        }
        this.uri = uri;
    }

    /**
     * Sends a header with every request, such as {@code Authorization}. Its value is never shown.
     *
     * @throws IllegalArgumentException if the name is no header's, or is one that this sink or the connection sets, or
     *     if the value has characters that no header may have
     */
    public WebhookAlertSinkBuilder header(String name, Secret value) {
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header " + name + " is set by the sink itself");
        }
        try {
            HttpRequest.newBuilder().header(name, "x");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("header '" + name + "' cannot be sent: name another one", e);
        }
        if (value.reveal().chars().anyMatch(c -> c < ' ' && c != '\t' || c > '~')) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " has characters that a header may not have, such as a line break");
        }
        headers.put(name, value);
        return this;
    }

    /**
     * Signs every request with a key that the receiver knows. Default: requests are not signed.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public WebhookAlertSinkBuilder signWith(Secret value) {
        if (value.reveal().isEmpty()) {
            throw new IllegalArgumentException("signWith: the key must not be empty");
        }
        key = value;
        return this;
    }

    /**
     * How long one try may take. Default: 10 seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public WebhookAlertSinkBuilder timeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + value);
        }
        timeout = value;
        return this;
    }

    /**
     * How often one delivery is tried before it fails. Default: 3.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public WebhookAlertSinkBuilder tries(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("tries must be at least 1, but is " + value);
        }
        tries = value;
        return this;
    }

    /** Reads the time of signatures from a clock. Default: the system's. */
    public WebhookAlertSinkBuilder clock(InstantSource value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Waits between tries with this. Default: real time. */
    public WebhookAlertSinkBuilder waiter(Waiter value) {
        waiter = Objects.requireNonNull(value, "waiter");
        return this;
    }

    /** Builds the sink. It connects to nobody and starts no thread before the first alert. */
    public WebhookAlertSink build() {
        return new WebhookAlertSink(new Settings(uri, Map.copyOf(headers), timeout, tries, key, clock, waiter));
    }

    /** What a sink is built with. */
    record Settings(
            URI uri,
            Map<String, Secret> headers,
            Duration timeout,
            int tries,
            @Nullable Secret key,
            InstantSource clock,
            Waiter waiter) {
        /** Where it sends to, without path and query: in many services these are the credential. */
        String shownAddress() {
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        }

        @Override
        public String toString() {
            return shownAddress();
        }
    }
}
