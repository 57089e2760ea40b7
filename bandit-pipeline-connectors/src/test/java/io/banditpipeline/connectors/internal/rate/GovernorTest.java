package io.banditpipeline.connectors.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.connectors.internal.rate.Governor.Permit;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GovernorTest {
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final BucketSpec APP = bucket("app");
    private static final BucketSpec ONE = bucket("account/1");
    private static final BucketSpec TWO = bucket("account/2");

    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final Waiter waiter = duration -> {
        waits.add(duration);
        clock.await(duration);
    };
    private final SharedLimits limits = SharedLimits.fresh("meta", clock);
    private final Governor governor = new BucketGovernor(limits, waiter);

    private static BucketSpec bucket(String name) {
        return new BucketSpec(name, 100_000, Duration.ofHours(1), 1000);
    }

    private void call(BucketSpec... buckets) {
        try (Permit permit = governor.acquire(List.of(buckets), LONG, Cancellation.never())) {
            permit.answered();
        }
    }

    private SourceException refused(BucketSpec... buckets) {
        return catchThrowableOfType(
                SourceException.class, () -> governor.acquire(List.of(buckets), SHORT, Cancellation.never()));
    }

    @Test
    void calls_go_at_once_while_nothing_is_known() {
        for (int call = 0; call < Pace.CALLS_PER_SECOND; call++) {
            call(APP, ONE);
        }

        assertThat(waits).isEmpty();
    }

    @Test
    void a_pause_that_is_too_long_is_told_with_the_delay_that_is_left() {
        governor.pause("app", Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(2));

        SourceException thrown = refused(APP, ONE);

        assertThat(thrown.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(thrown.retryAfter()).hasValue(Duration.ofMinutes(3));
        assertThat(thrown)
                .hasMessageContaining("meta")
                .hasMessageContaining("app")
                .hasMessageContaining("PT3M");
        assertThat(waits).isEmpty();
    }

    @Test
    void a_short_pause_is_sat_out() {
        governor.pause("app", Duration.ofSeconds(20));

        call(APP, ONE);

        assertThat(clock.instant()).isEqualTo("2026-03-01T06:00:20Z");
    }

    @Test
    void a_shorter_pause_does_not_end_a_longer_one() {
        governor.pause("app", Duration.ofMinutes(5));
        governor.pause("app", Duration.ofSeconds(1));

        assertThat(refused(APP).retryAfter()).hasValue(Duration.ofMinutes(5));
    }

    @Test
    void a_pause_of_an_account_stops_only_that_one_and_a_pause_of_the_application_all() {
        governor.pause("account/1", Duration.ofMinutes(5));

        call(APP, TWO);
        assertThat(refused(APP, ONE).retryAfter()).hasValue(Duration.ofMinutes(5));

        governor.pause("app", Duration.ofMinutes(3));
        assertThat(refused(APP, TWO).retryAfter()).hasValue(Duration.ofMinutes(3));
    }

    @Test
    void users_of_a_credential_share_its_pauses_and_others_do_not() {
        URI base = URI.create("https://graph.example/");
        Governor first = Governors.of("meta", base, Secret.of("token"), clock, waiter);
        Governor second =
                Governors.of("meta", URI.create("https://GRAPH.example/v26.0"), Secret.of("token"), clock, waiter);
        Governor other = Governors.of("meta", base, Secret.of("another"), clock, waiter);

        first.pause("app", Duration.ofMinutes(5));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> second.acquire(List.of(APP), SHORT, Cancellation.never()));
        other.acquire(List.of(APP), SHORT, Cancellation.never()).close();
    }

    @Test
    void a_bucket_that_is_not_full_does_not_slow_calls() {
        governor.observe(List.of(new Usage("app", 74, Duration.ZERO)));

        call(APP);
        call(APP);

        assertThat(waits).isEmpty();
    }

    @Test
    void calls_come_slower_and_slower_as_a_bucket_fills() {
        List<Duration> spaces = new ArrayList<>();
        for (double percent : List.of(80.0, 85.0, 90.0, 94.9)) {
            Instant before = clock.instant();
            call(APP);
            governor.observe(List.of(new Usage("app", percent, Duration.ZERO)));
            call(APP);
            spaces.add(Duration.between(before, clock.instant()));
        }

        assertThat(spaces).isSorted().doesNotHaveDuplicates();
        assertThat(spaces.get(0)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(spaces.get(3)).isBetween(Duration.ofSeconds(8), Fullness.WIDEST_SPACE.multipliedBy(2));
    }

    @Test
    void a_full_bucket_stops_calls_until_what_was_told_is_old() {
        call(APP);
        governor.observe(List.of(new Usage("app", 100, Duration.ZERO)));

        assertThat(refused(APP).retryAfter())
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4)));

        clock.advance(Duration.ofHours(1));
        call(APP);
        call(APP);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_full_bucket_stops_calls_for_as_long_as_the_platform_says_if_it_does() {
        governor.observe(List.of(new Usage("account/1", 100, Duration.ofMinutes(20))));

        assertThat(refused(APP, ONE).retryAfter()).hasValue(Duration.ofMinutes(20));
        clock.advance(Duration.ofMinutes(20));
        call(APP, ONE);
        assertThat(clock.instant()).isEqualTo("2026-03-01T06:20:00Z");
    }

    @Test
    void many_who_waited_for_the_end_of_a_pause_do_not_come_all_at_once() throws Exception {
        VirtualTime time = new VirtualTime();
        Governor shared = new BucketGovernor(SharedLimits.fresh("meta", time), time);
        Instant end = time.instant().plus(Duration.ofMinutes(1));
        shared.pause("app", Duration.ofMinutes(1));

        List<Instant> calls = time.run(Stream.<Callable<Instant>>generate(() -> () -> callAt(shared, time, APP))
                .limit(50)
                .toList());

        assertThat(calls).allSatisfy(call -> assertThat(call).isAfterOrEqualTo(end));
        assertThat(calls.stream()
                        .filter(call -> call.isBefore(end.plus(Bucket.RECOVERY)))
                        .toList())
                .hasSizeLessThanOrEqualTo(21)
                .doesNotHaveDuplicates();
    }

    private static Instant callAt(Governor shared, VirtualTime time, BucketSpec... buckets) {
        try (Permit permit = shared.acquire(List.of(buckets), LONG, Cancellation.never())) {
            permit.answered();
            return time.instant();
        }
    }

    @Test
    void an_account_with_many_calls_does_not_starve_another() throws Exception {
        VirtualTime time = new VirtualTime();
        Governor shared = new BucketGovernor(SharedLimits.fresh("meta", time), time);
        BucketSpec app = new BucketSpec("app", 10, Duration.ofSeconds(10), 1000);
        List<Callable<Instant>> works = new ArrayList<>();
        for (int call = 0; call < 40; call++) {
            works.add(() -> callAt(shared, time, app, ONE));
        }
        for (int call = 0; call < 5; call++) {
            works.add(() -> {
                time.await(Duration.ofSeconds(1));
                return callAt(shared, time, app, TWO);
            });
        }

        List<Instant> calls = time.run(works);

        Instant lastOfTwo =
                calls.subList(40, 45).stream().max(Instant::compareTo).orElseThrow();
        assertThat(lastOfTwo).isBefore(VirtualTime.START.plusSeconds(12));
    }

    @Test
    void no_more_calls_are_under_way_than_a_bucket_takes() throws Exception {
        BucketSpec single = new BucketSpec("endpoint", 1000, Duration.ofMinutes(1), 1);
        Permit first = governor.acquire(List.of(single), LONG, Cancellation.never());
        CompletableFuture<Permit> second = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> second.complete(governor.acquire(List.of(single), Duration.ofSeconds(50), Cancellation.never())));
        thread.start();
        awaitBlocked(thread);

        assertThat(second).isNotDone();
        first.close();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void who_waits_for_a_call_to_end_gives_up_after_the_longest_wait() {
        BucketSpec single = new BucketSpec("endpoint", 1000, Duration.ofMinutes(1), 1);
        governor.acquire(List.of(single), LONG, Cancellation.never());

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> governor.acquire(List.of(single), Duration.ofMillis(20), Cancellation.never()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED));
    }

    @Test
    void who_waits_stops_when_told_to() throws Exception {
        Governor real = new BucketGovernor(limits, Waiter.realTime());
        BucketSpec single = new BucketSpec("endpoint", 1000, Duration.ofMinutes(1), 1);
        governor.acquire(List.of(single), LONG, Cancellation.never());
        governor.pause("paused", Duration.ofMinutes(1));

        for (BucketSpec bucket : List.of(single, bucket("paused"))) {
            CancellationSource source = new CancellationSource(e -> {
                throw e;
            });
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            CountDownLatch clean = new CountDownLatch(1);
            Thread thread = new Thread(() -> {
                try {
                    real.acquire(List.of(bucket), LONG, source);
                } catch (CancelledException e) {
                    ended.complete(e);
                }
                if (!Thread.currentThread().isInterrupted()) {
                    clean.countDown();
                }
            });
            thread.start();
            awaitBlocked(thread);
            source.cancel("test");

            assertThat(ended.get(20, TimeUnit.SECONDS)).hasMessage("test");
            assertThat(clean.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_outage_stops_calls_and_a_trial_ends_it() {
        for (int call = 0; call < Outage.IN_A_ROW; call++) {
            fail(APP);
        }

        SourceException down = refused(APP);
        assertThat(down.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(down.retryAfter()).hasValue(Outage.OPEN.plusMillis(1));

        clock.advance(Outage.OPEN.plusMillis(1));
        Permit trial = governor.acquire(List.of(APP), SHORT, Cancellation.never());
        Permit other = governor.acquire(List.of(APP), SHORT, Cancellation.never());
        assertThat(refused(APP).kind()).isEqualTo(Kind.TRANSIENT);
        trial.answered();
        trial.close();
        other.answered();
        other.close();
        for (int call = 0; call < 20; call++) {
            call(APP);
        }
        assertThat(waits).isEmpty();
    }

    @Test
    void an_outage_goes_on_if_the_trials_fail() {
        for (int call = 0; call < Outage.IN_A_ROW; call++) {
            fail(APP);
        }
        clock.advance(Outage.OPEN.plusMillis(1));
        fail(APP);
        fail(APP);

        assertThat(refused(APP).retryAfter()).hasValue(Outage.OPEN.plusMillis(1));
    }

    @Test
    void half_of_all_calls_failing_is_an_outage() {
        for (int pair = 0; pair < 5; pair++) {
            call(APP);
            fail(APP);
        }

        assertThat(refused(APP).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_trial_that_tells_nothing_lets_another_one_try() {
        for (int call = 0; call < Outage.IN_A_ROW; call++) {
            fail(APP);
        }
        clock.advance(Outage.OPEN.plusMillis(1));
        for (int call = 0; call < 5; call++) {
            governor.acquire(List.of(APP), SHORT, Cancellation.never()).close();
        }

        call(APP);
    }

    private void fail(BucketSpec... buckets) {
        try (Permit permit = governor.acquire(List.of(buckets), LONG, Cancellation.never())) {
            permit.failed();
        }
    }

    @Test
    void buckets_of_which_nothing_is_known_any_more_are_forgotten_and_pauses_are_not_R15() {
        governor.pause("account/paused", Duration.ofDays(30));
        for (int account = 0; account < 20 * Buckets.MANY; account++) {
            call(new BucketSpec("account/" + account, 10, Duration.ofMinutes(1), 1));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(limits.buckets().size()).isLessThanOrEqualTo(Buckets.MANY);
        assertThat(refused(bucket("account/paused")).kind()).isEqualTo(Kind.THROTTLED);
    }
}
