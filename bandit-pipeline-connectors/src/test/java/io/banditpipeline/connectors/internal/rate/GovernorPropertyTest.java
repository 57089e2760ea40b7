package io.banditpipeline.connectors.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.connectors.internal.rate.Governor.Permit;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GovernorPropertyTest {
    private static final Duration LONG = Duration.ofDays(30);

    @Property(tries = 60)
    void no_window_holds_more_calls_than_the_limit_whoever_makes_them(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @IntRange(min = 1, max = 100) int seconds,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 20_000) Integer> startMillis)
            throws Exception {
        VirtualTime time = new VirtualTime();
        SharedLimits limits = SharedLimits.fresh("meta", time);
        Duration period = Duration.ofSeconds(seconds);
        BucketSpec app = new BucketSpec("app", limit, period, 1000);
        List<Instant> calls = new CopyOnWriteArrayList<>();
        List<Callable<Void>> works = new ArrayList<>();
        for (int start : startMillis) {
            works.add(() -> {
                time.await(Duration.ofMillis(start));
                Governor mine = new BucketGovernor(limits, time);
                for (int call = 0; call < 5; call++) {
                    try (Permit permit = mine.acquire(
                            List.of(app, new BucketSpec("account/" + start, 1000, period, 10)),
                            LONG,
                            Cancellation.never())) {
                        calls.add(time.instant());
                        permit.answered();
                    }
                }
                return null;
            });
        }

        time.run(works);

        List<Instant> sorted = calls.stream().sorted().toList();
        assertThat(sorted).hasSize(5 * startMillis.size());
        for (int first = 0; first + limit < sorted.size(); first++) {
            assertThat(Duration.between(sorted.get(first), sorted.get(first + limit)))
                    .isGreaterThanOrEqualTo(period);
        }
    }

    @Property(tries = 60)
    void no_call_comes_before_the_delay_that_was_told_for_its_account_or_for_all(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 3) Integer> accounts,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 90_000) Integer> pauseMillis)
            throws Exception {
        VirtualTime time = new VirtualTime();
        SharedLimits limits = SharedLimits.fresh("meta", time);
        List<Said> pauses = new CopyOnWriteArrayList<>();
        List<Said> calls = new CopyOnWriteArrayList<>();
        List<Callable<Void>> works = new ArrayList<>();
        for (int account : accounts) {
            works.add(() -> {
                Governor mine = new BucketGovernor(limits, time);
                for (int call = 0; call < 8; call++) {
                    callOnce(mine, time, calls, "account/" + account);
                    time.await(Duration.ofSeconds(3));
                }
                return null;
            });
        }
        works.add(() -> {
            Governor mine = new BucketGovernor(limits, time);
            for (int pause = 0; pause < pauseMillis.size(); pause++) {
                time.await(Duration.ofMillis(1 + pause * 777L));
                String bucket = pause % 2 == 0 ? "app" : "account/" + pause % 4;
                Duration delay = Duration.ofMillis(pauseMillis.get(pause));
                mine.pause(bucket, delay);
                pauses.add(new Said(bucket, time.instant(), time.instant().plus(delay)));
            }
            return null;
        });

        time.run(works);

        for (Said pause : pauses) {
            assertThat(calls)
                    .filteredOn(call ->
                            pause.bucket().equals("app") || pause.bucket().equals(call.bucket()))
                    .allSatisfy(call -> assertThat(call.from().isAfter(pause.from())
                                    && call.from().isBefore(pause.until()))
                            .as("call of %s at %s, paused %s", call.bucket(), call.from(), pause)
                            .isFalse());
        }
    }

    private record Said(String bucket, Instant from, Instant until) {}

    private static void callOnce(Governor mine, VirtualTime time, List<Said> calls, String account) {
        List<BucketSpec> buckets = List.of(
                new BucketSpec("app", 1000, Duration.ofMinutes(1), 1000),
                new BucketSpec(account, 1000, Duration.ofMinutes(1), 1000));
        try (Permit permit = mine.acquire(buckets, LONG, Cancellation.never())) {
            calls.add(new Said(account, time.instant(), time.instant()));
            permit.answered();
        }
    }

    @Property
    void a_window_of_calls_takes_little_memory_and_gives_little_away(
            @ForAll @IntRange(min = 1, max = 50_000) int limit, @ForAll @IntRange(min = 1, max = 50) int stepMillis) {
        CallWindow window = new CallWindow();
        Duration period = Duration.ofMinutes(1);
        Instant now = VirtualTime.START;
        int made = 0;
        while (made < limit && Duration.between(VirtualTime.START, now).compareTo(period) < 0) {
            assertThat(window.freeAt(now, limit, period)).isEqualTo(now);
            window.add(now, period);
            made++;
            now = now.plusMillis(stepMillis);
        }
        if (made == limit) {
            assertThat(window.freeAt(now, limit, period))
                    .isBetween(
                            VirtualTime.START.plus(period).isAfter(now) ? VirtualTime.START.plus(period) : now,
                            VirtualTime.START
                                    .plus(period)
                                    .plus(period.dividedBy(1000))
                                    .plusMillis(stepMillis));
        }
        assertThat(window.runs()).isLessThanOrEqualTo(1001);
    }
}
