package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.rate.Usage;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import io.github.resilience4j.retry.Retry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a platform's API with the HTTP client of the JDK. Nothing is opened before the first call. Answers are
 * streamed: only of an error a beginning is kept. Thread-safe.
 */
public final class HttpApiClient implements ApiClient {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApiClient.class);

    private final ApiClientSettings settings;
    private final Connections connections;
    private final CallLogs logs = new CallLogs();
    private final Redaction redaction;
    private final Throttling throttling = new Throttling();
    private final Retry retry;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warnedOfUsage = new AtomicBoolean();
    private final String userAgent;

    /** @param settings what it is made of */
    public HttpApiClient(ApiClientSettings settings) {
        this.settings = settings;
        this.connections = new Connections(settings.platform(), settings.connectTimeout());
        this.retry = Backoff.of(settings.platform());
        this.redaction = Redaction.of(settings.secrets());
        this.userAgent = "bandit-pipeline/"
                + Optional.ofNullable(HttpApiClient.class.getPackage().getImplementationVersion())
                        .orElse("dev")
                + " (gzip)";
    }

    @Override
    public <T> T call(ApiRequest request, AnswerReader<T> reader, Cancellation cancellation) {
        return new CallRun<>(this, request, reader, cancellation).run();
    }

    @Override
    public void attach(ApiCallLog log) {
        logs.attach(log);
    }

    /** Stops what is under way and lets connections go. A call that comes later opens new ones. */
    @Override
    public void close() {
        underWay.forEach(Exchange::stop);
        connections.close();
    }

    ApiClientSettings settings() {
        return settings;
    }

    CallLogs logs() {
        return logs;
    }

    Redaction redaction() {
        return redaction;
    }

    Backoff backoff() {
        return new Backoff(retry);
    }

    Throttling throttling() {
        return throttling;
    }

    /** An exchange that {@link #close} stops. */
    Exchange begin(Cancellation cancellation) {
        Exchange exchange = new Exchange(settings.stallTimeout(), cancellation, underWay::remove);
        underWay.add(exchange);
        return exchange;
    }

    /** Passes on what an answer says of buckets. What cannot be read of it must not fail a call that went well. */
    void observe(ApiRequest request, ErrorAnswer answer) {
        List<Usage> usages;
        try {
            usages = settings.usage().apply(request, answer);
        } catch (RuntimeException e) {
            if (warnedOfUsage.compareAndSet(false, true)) {
                LOG.warn(
                        "What the platform says of its limits cannot be read, which is not said again: calls go on"
                                + " without it. platform={} endpoint={} exception={}",
                        settings.platform(),
                        request.endpoint(),
                        e.getClass().getName());
            }
            return;
        }
        settings.governor().observe(usages);
    }

    HttpClient http() {
        return connections.client();
    }

    HttpRequest httpRequest(ApiRequest request, Map<String, Secret> credentials) {
        BodyPublisher body =
                request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .timeout(settings.stallTimeout())
                .method(request.method(), body)
                .setHeader("User-Agent", userAgent)
                .setHeader("Accept-Encoding", "gzip");
        request.headers().forEach(http::setHeader);
        credentials.forEach((name, value) -> authorize(http, name, value));
        return http.build();
    }

    /** The JDK would show the value in its message. */
    private void authorize(HttpRequest.Builder http, String name, Secret value) {
        try {
            http.setHeader(name, value.reveal());
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    Kind.AUTHENTICATION,
                    "The credential for " + settings.platform() + " cannot be sent in the header " + name
                            + ": it holds characters that no header may hold, such as the end of a line. Copy it anew",
                    null);
        }
    }
}
