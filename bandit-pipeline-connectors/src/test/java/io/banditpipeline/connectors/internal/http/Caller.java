package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.connectors.internal.rate.Governors;
import io.banditpipeline.connectors.internal.rate.Usage;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.workflow.Cancellation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client under test, by a clock of its own that its waits move. Errors mean what their body names. */
final class Caller implements AutoCloseable {
    static final BucketSpec ACCOUNT = new BucketSpec("account/1", 1000, Duration.ofMinutes(1), 100);
    static final BucketSpec APP = new BucketSpec("app", 10_000, Duration.ofMinutes(1), 100);

    final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");
    final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final HttpApiClient client;
    private final URI base;

    /** The first word of a body is the class, the second the seconds to wait. */
    static final Classifier BY_BODY = answer -> {
        String[] words = answer.body().split(" ", 3);
        Failure failure = Failure.of(
                FailureClass.valueOf(words[0]), "platform." + answer.status(), words.length > 2 ? words[2] : "no text");
        return words.length > 1 && !words[1].equals("-")
                ? failure.after(Duration.ofSeconds(Long.parseLong(words[1])))
                : failure;
    };

    Caller(URI base) {
        this(base, Authorization.NONE, Duration.ofSeconds(20), Set.of());
    }

    Caller(URI base, Authorization authorization, Duration stallTimeout, Set<Secret> secrets) {
        this.base = base;
        Waiter waiter = duration -> {
            waits.add(duration);
            clock.await(duration);
        };
        client = new HttpApiClient(new ApiClientSettings(
                "google_ads",
                authorization,
                BY_BODY,
                (request, answer) -> answer.header("usage")
                        .map(percent -> List.of(new Usage("app", Double.parseDouble(percent), Duration.ZERO)))
                        .orElse(List.of()),
                (request, failure) -> failure.failureClass() == FailureClass.THROTTLED_APP ? "app" : "account/1",
                Governors.of("google_ads", base, Secret.of("credential"), clock, waiter),
                secrets,
                clock,
                waiter,
                Duration.ofSeconds(5),
                stallTimeout,
                Duration.ofSeconds(45)));
        client.attach(calls::add);
    }

    static AnswerReader<String> text() {
        return (body, head) -> new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    ApiRequest request(String method, boolean repeatable) {
        return new ApiRequest(
                method,
                base.resolve("/v26/customers/123?access_token=hidden"),
                Map.of(),
                method.equals("GET") ? null : "{}".getBytes(StandardCharsets.UTF_8),
                method + " customers/{id}",
                "123",
                List.of(APP, ACCOUNT),
                repeatable);
    }

    String get() {
        return client.call(request("GET", true), text(), Cancellation.never());
    }

    List<String> codes() {
        List<String> codes = new ArrayList<>();
        calls.forEach(call -> codes.add(call.attempt() + ":" + call.status() + ":" + call.errorCode()));
        return codes;
    }

    @Override
    public void close() {
        client.close();
    }
}
