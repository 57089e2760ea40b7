package io.banditpipeline.core.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-11-02T06:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** A full bucket and what flows in meanwhile: no hour can have more than twice the limit, and two summaries. */
    @Property
    void no_hour_sees_more_than_twice_the_limit_and_no_two_summaries_are_nearer_than_an_hour(
            @ForAll @IntRange(min = 1, max = 5) int perHour,
            @ForAll @Size(max = 200) List<@IntRange(max = 1_800) Integer> gapsSeconds) {
        Throttle throttle = new Throttle(Severity.WARNING, perHour, START);
        Deque<Instant> passed = new ArrayDeque<>();
        Instant lastSummary = Instant.MIN;
        Instant now = START;
        for (int i = 0; i < gapsSeconds.size(); i++) {
            now = now.plusSeconds(gapsSeconds.get(i));
            Alert alert = new Alert(Severity.WARNING, "code", "subject " + i, "text", now);
            if (throttle.passes(new Delivery.Raised(alert), now)) {
                passed.addLast(now);
            }
            while (!passed.isEmpty() && !passed.getFirst().plus(HOUR).isAfter(now)) {
                passed.removeFirst();
            }
            assertThat(passed.size()).isLessThanOrEqualTo(2 * perHour);
            if (throttle.summary(now).isPresent()) {
                assertThat(lastSummary.isBefore(now.minus(HOUR).plusNanos(1))).isTrue();
                lastSummary = now;
            }
        }
    }

    @Property
    void nothing_is_lost_each_alert_passes_or_is_counted_in_a_summary(@ForAll @IntRange(min = 1, max = 60) int alerts) {
        int perHour = 7;
        Throttle throttle = new Throttle(Severity.CRITICAL, perHour, START);
        int passed = 0;
        for (int i = 0; i < alerts; i++) {
            Alert alert = new Alert(Severity.CRITICAL, "code", "subject " + i, "text", START);
            passed += throttle.passes(new Delivery.Raised(alert), START) ? 1 : 0;
        }
        int rest = Math.max(0, alerts - perHour);

        assertThat(passed).isEqualTo(alerts - rest);
        assertThat(throttle.summary(START).map(Alert::message).orElse(""))
                .contains(rest == 0 ? "" : rest + " more are open");
        assertThat(throttle.summary(START.plus(HOUR))).isEmpty();
    }
}
