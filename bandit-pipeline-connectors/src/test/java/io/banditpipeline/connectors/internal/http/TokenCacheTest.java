package io.banditpipeline.connectors.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.banditpipeline.connectors.internal.http.TokenCache.Token;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenCacheTest {
    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");
    private final AtomicInteger refreshes = new AtomicInteger();
    private final TokenCache cache = new TokenCache(this::next, clock);

    private Token next() {
        return new Token(
                Secret.of("token " + refreshes.incrementAndGet()),
                clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void a_token_is_used_until_shortly_before_its_end() {
        Secret first = cache.token();
        clock.advance(Duration.ofHours(1).minusSeconds(91));
        assertThat(cache.token()).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.token()).isEqualTo(Secret.of("token 2"));
    }

    @Test
    void a_short_token_is_used_for_half_of_its_life() {
        TokenCache brief = new TokenCache(
                () -> new Token(
                        Secret.of("brief " + refreshes.incrementAndGet()),
                        clock.instant().plusSeconds(60)),
                clock);
        brief.token();
        clock.advance(Duration.ofSeconds(29));
        brief.token();
        assertThat(refreshes).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        brief.token();
        assertThat(refreshes).hasValue(2);
    }

    @Test
    void a_refused_token_is_got_anew_and_one_that_is_not_in_use_is_not() {
        Secret first = cache.token();

        assertThat(cache.giveUp(first)).isTrue();
        Secret second = cache.token();
        assertThat(cache.giveUp(first)).isTrue();

        assertThat(cache.token()).isEqualTo(second).isNotEqualTo(first);
        assertThat(refreshes).hasValue(2);
    }

    @Test
    void a_hundred_threads_share_one_refresh() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        TokenCache slow = new TokenCache(
                () -> {
                    asked.countDown();
                    await(answered);
                    return next();
                },
                clock);

        List<Object> got = together(slow, 100, asked, answered);

        assertThat(got).hasSize(100).containsOnly(Secret.of("token 1"));
        assertThat(refreshes).hasValue(1);
    }

    @Test
    void a_hundred_threads_share_one_failure() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        TokenCache failing = new TokenCache(
                () -> {
                    refreshes.incrementAndGet();
                    asked.countDown();
                    await(answered);
                    throw new SourceException(Kind.AUTHENTICATION, "revoked", null);
                },
                clock);

        List<Object> got = together(failing, 100, asked, answered);

        assertThat(got).hasSize(100).allSatisfy(failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION)));
        assertThat(refreshes).hasValue(1);
        clock.advance(TokenCache.FAILURE_HOLDS);
        assertThatExceptionOfType(SourceException.class).isThrownBy(failing::token);
        assertThat(refreshes).hasValue(2);
    }

    @Test
    void one_that_is_stopped_does_not_stop_those_who_wait_for_it() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        TokenCache stopped = new TokenCache(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        asked.countDown();
                        await(answered);
                        throw new CancelledException("stopped");
                    }
                    return next();
                },
                clock);

        List<Object> got = together(stopped, 20, asked, answered);

        assertThat(got).filteredOn(CancelledException.class::isInstance).hasSize(1);
        assertThat(got).filteredOn(Secret.class::isInstance).hasSize(19);
        assertThat(refreshes).hasValue(1);
    }

    @Test
    void a_token_that_is_still_valid_does_when_no_new_one_can_be_had() {
        TokenCache failing = new TokenCache(
                () -> {
                    if (refreshes.get() == 1) {
                        throw new SourceException(Kind.TRANSIENT, "down", null);
                    }
                    return next();
                },
                clock);
        Secret first = failing.token();
        clock.advance(Duration.ofMinutes(59));
        assertThat(failing.token()).isEqualTo(first);

        clock.advance(Duration.ofMinutes(1));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(failing::token)
                .withMessage("down");
    }

    private static List<Object> together(TokenCache cache, int threads, CountDownLatch asked, CountDownLatch answered)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch begun = new CountDownLatch(threads);
        try {
            List<Future<Secret>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                futures.add(executor.submit(() -> {
                    begun.countDown();
                    return cache.token();
                }));
            }
            begun.await();
            asked.await();
            answered.countDown();
            List<Object> got = new ArrayList<>();
            for (Future<Secret> future : futures) {
                got.add(result(future));
            }
            return got;
        } finally {
            executor.shutdownNow();
        }
    }

    private static Object result(Future<Secret> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
