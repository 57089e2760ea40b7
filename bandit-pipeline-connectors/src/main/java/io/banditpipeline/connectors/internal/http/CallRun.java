package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.connectors.internal.rate.Governor.Permit;
import io.banditpipeline.connectors.internal.rate.Waits;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call with all of its tries. Used once, by one thread. */
final class CallRun<T> {
    private final HttpApiClient client;
    private final ApiClientSettings settings;
    private final ApiRequest request;
    private final AnswerReader<T> reader;
    private final Cancellation cancellation;
    private final Backoff backoff;
    private int tries;
    private boolean renewed;
    private Redaction redaction;
    private Map<String, Secret> credentials = Map.of();
    private String requestId = "";

    CallRun(HttpApiClient client, ApiRequest request, AnswerReader<T> reader, Cancellation cancellation) {
        this.client = client;
        this.settings = client.settings();
        this.request = request;
        this.reader = reader;
        this.cancellation = cancellation;
        this.redaction = client.redaction();
        this.backoff = client.backoff();
    }

    /** How far a try came. */
    private enum Reached {
        /** The platform cannot have seen it. */
        NOTHING,
        /** The platform may have done what it was asked, or said that it did not. */
        PLATFORM,
        /** The reader was given the answer. */
        READER
    }

    /** What became of a try. */
    private sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Failed<T>(Failure failure, int status, Reached reached) implements Outcome<T> {}
    }

    T run() {
        while (true) {
            Outcome<T> outcome = attempt();
            if (outcome instanceof Outcome.Done<T> done) {
                client.throttling().succeeded(settings.clock().instant());
                return done.value();
            }
            afterwards((Outcome.Failed<T>) outcome);
        }
    }

    private Outcome<T> attempt() {
        tries++;
        settings.authorization()
                .headers(request.uri()); // may take a while: once the turn has come, the call goes at once
        try (Permit permit = settings.governor().acquire(request.buckets(), settings.longestWait(), cancellation)) {
            credentials = settings.authorization().headers(request.uri());
            redaction = client.redaction().and(credentials.values());
            requestId = "";
            Instant at = settings.clock().instant();
            try (Exchange exchange = client.begin(cancellation)) {
                return tell(at, exchange, permit);
            }
        }
    }

    /** Makes a try and tells the logs of it, whatever becomes of it. */
    private Outcome<T> tell(Instant at, Exchange exchange, Permit permit) {
        try {
            Outcome<T> outcome = exchange(exchange, permit);
            if (outcome instanceof Outcome.Failed<T> failed) {
                log(at, exchange, failed.failure().code(), failed.failure().text());
            } else {
                log(at, exchange, "", "");
            }
            return outcome;
        } catch (CancelledException e) {
            log(at, exchange, "cancelled", "the call was stopped");
            throw e;
        } catch (RuntimeException e) {
            log(
                    at,
                    exchange,
                    "reader",
                    "the reader of the answer failed: " + e.getClass().getSimpleName());
            throw e;
        }
    }

    private Outcome<T> exchange(Exchange exchange, Permit permit) {
        ErrorAnswer head;
        try {
            head = exchange.send(client.http(), client.httpRequest(request, credentials));
        } catch (IOException e) {
            return unanswered(exchange, permit, e);
        }
        requestId = redaction.clean(Exchange.requestId(head.headers()));
        return reader.takes(head) ? success(exchange, permit, head) : error(exchange, permit, head);
    }

    private Outcome<T> unanswered(Exchange exchange, Permit permit, IOException cause) {
        exchange.throwIfStopped();
        permit.failed();
        Failure failure = ConnectionFailures.of(cause);
        Reached reached = ConnectionFailures.beforeTheRequest(cause) ? Reached.NOTHING : Reached.PLATFORM;
        return failed(failure, exchange, reached);
    }

    private Outcome<T> success(Exchange exchange, Permit permit, ErrorAnswer head) {
        client.observe(request, head);
        InputStream body;
        try {
            body = exchange.body(head);
        } catch (IOException e) {
            return unanswered(exchange, permit, e);
        }
        permit.answered();
        return read(exchange, body, head);
    }

    private Outcome<T> read(Exchange exchange, InputStream body, ErrorAnswer head) {
        try {
            T value = reader.read(body, head);
            exchange.finish(body);
            return new Outcome.Done<>(value);
        } catch (PlatformFailure e) {
            return failed(e.failure(), exchange, Reached.READER);
        } catch (IOException e) {
            exchange.throwIfStopped();
            return failed(ConnectionFailures.halfWay(e, exchange.isBroken()), exchange, Reached.READER);
        }
    }

    private Outcome<T> error(Exchange exchange, Permit permit, ErrorAnswer head) {
        ErrorAnswer answer = new ErrorAnswer(head.status(), head.headers(), exchange.errorText(head));
        exchange.throwIfStopped();
        client.observe(request, answer);
        Failure failure = head.status() < 400 && head.status() >= 300
                ? Failure.of(
                        FailureClass.CONFIG,
                        "http " + head.status(),
                        "a redirect, which is not followed, so that credentials stay where they belong:"
                                + " set the final address")
                : settings.classifier().classify(answer);
        if (failure.failureClass() == FailureClass.OK_EMPTY) {
            permit.answered();
            return read(exchange, InputStream.nullInputStream(), head);
        }
        if (head.status() >= 500 && mayPass(failure)) {
            permit.failed();
        } else {
            permit.answered();
        }
        return failed(failure, exchange, Reached.PLATFORM);
    }

    private Outcome<T> failed(Failure failure, Exchange exchange, Reached reached) {
        Failure clean = new Failure(
                failure.failureClass(),
                failure.kind(),
                redaction.clean(failure.code()),
                redaction.clean(failure.text()),
                failure.retryAfter(),
                failure.scope(),
                redaction.clean(failure.requestId()));
        if (!clean.requestId().isEmpty()) {
            requestId = clean.requestId();
        }
        return new Outcome.Failed<>(clean, exchange.status(), reached);
    }

    /** Returns if the call is to be tried again, and throws if not. */
    private void afterwards(Outcome.Failed<T> failed) {
        Failure failure = failed.failure();
        switch (failure.failureClass()) {
            case THROTTLED, THROTTLED_APP, THROTTLED_LONG -> {
                Duration delay =
                        client.throttling().delay(failure, settings.clock().instant());
                pause(failure, delay);
                throw exception(failed, failure.kind(), delay);
            }
            case AUTH_REFRESH_ONCE -> renewOrThrow(failed);
            case RETRYABLE, RETRYABLE_FEW -> {
                if (failure.retryAfter() != null) {
                    pause(failure, failure.retryAfter());
                }
                waitOrThrow(failed);
            }
            default -> throw exception(failed, failure.kind(), failure.retryAfter());
        }
    }

    private void pause(Failure failure, Duration delay) {
        settings.governor().pause(settings.throttledBucket().apply(request, failure), delay);
    }

    private void renewOrThrow(Outcome.Failed<T> failed) {
        if (renewed || !settings.authorization().renew(credentials)) {
            throw exception(failed, failed.failure().kind(), failed.failure().retryAfter());
        }
        renewed = true;
        if (failed.reached() == Reached.READER) {
            throw exception(failed, Kind.RESTART, null);
        }
    }

    private void waitOrThrow(Outcome.Failed<T> failed) {
        Failure failure = failed.failure();
        if (failed.reached() == Reached.READER) {
            throw exception(failed, Kind.RESTART, failure.retryAfter());
        }
        boolean mayRepeat = request.repeatable() || failed.reached() == Reached.NOTHING;
        Duration wait = mayRepeat ? backoff.after(failure).orElse(null) : null;
        if (wait == null || wait.compareTo(settings.longestWait()) > 0) {
            throw exception(failed, failure.kind(), failure.retryAfter());
        }
        Waits.await(settings.waiter(), wait, cancellation);
    }

    private static boolean mayPass(Failure failure) {
        return failure.failureClass() == FailureClass.RETRYABLE || failure.failureClass() == FailureClass.RETRYABLE_FEW;
    }

    private SourceException exception(Outcome.Failed<T> failed, Kind kind, @Nullable Duration retryAfter) {
        String message = FailureText.of(settings.platform(), failed.status(), failed.failure(), request);
        return new SourceException(
                kind, message, new ApiFailure(failed.failure().after(retryAfter)), retryAfter);
    }

    private void log(Instant at, Exchange exchange, String code, String text) {
        Duration took = Duration.between(at, settings.clock().instant());
        client.logs()
                .called(new ApiCall(
                        settings.platform(),
                        request.accountId(),
                        request.endpoint(),
                        at,
                        took.isNegative() ? Duration.ZERO : took,
                        tries,
                        exchange.status(),
                        requestId,
                        code,
                        text));
    }
}
