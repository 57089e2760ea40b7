package io.banditpipeline.core.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.RecordingAlertSink;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertDeskTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PER_HOUR = 3;

    private final ManualClock clock = ManualClock.at("2026-11-02T06:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final FaultyAlerts store = new FaultyAlerts(storage.alerts());
    private final RecordingAlertSink sink = new RecordingAlertSink();
    private final List<AlertDesk> desks = new ArrayList<>();
    private final AlertDesk desk = desk(sink);

    @AfterEach
    void closeDesks() {
        desks.forEach(AlertDesk::close);
    }

    @Test
    void an_alert_is_delivered_once_however_often_it_is_raised() {
        raise(Severity.WARNING, "run.late", "daily");
        raise(Severity.WARNING, "run.late", "daily");
        raise(Severity.WARNING, "run.late", "hourly");

        assertThat(heard()).containsExactly("run.late daily", "run.late hourly");
        assertThat(storage.alerts().open().get(0).occurrences()).isEqualTo(2);
    }

    @Test
    void an_open_alert_is_delivered_again_after_a_day_unless_somebody_knows_of_it() {
        raise(Severity.WARNING, "a", "x");
        raise(Severity.WARNING, "b", "x");
        storage.alerts().acknowledge("b", "x", "ann", clock.instant());
        clock.advance(Duration.ofDays(1));
        raise(Severity.WARNING, "a", "x");
        raise(Severity.WARNING, "b", "x");

        assertThat(heard()).containsExactly("a x", "b x", "a x");
    }

    @Test
    void an_alert_that_grows_graver_is_delivered_at_once() {
        raise(Severity.WARNING, "a", "x");
        raise(Severity.CRITICAL, "a", "x");
        raise(Severity.WARNING, "a", "x");

        assertThat(heard()).containsExactly("a x", "a x");
        assertThat(sink.alerts().get(1).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void the_end_of_an_alert_is_told_once_to_those_who_heard_of_it() {
        raise(Severity.CRITICAL, "a", "x");
        clock.advance(Duration.ofMinutes(7));
        desk.resolve("a", "x");
        desk.resolve("a", "x");
        desk.resolve("never", "raised");

        assertThat(desk.flush(SOON)).isTrue();
        assertThat(sink.recoveries()).singleElement().satisfies(over -> {
            assertThat(over.latest().code()).isEqualTo("a");
            assertThat(over.resolvedAt()).isEqualTo(clock.instant());
        });
        assertThat(storage.alerts().open()).isEmpty();
    }

    @Test
    void what_is_beyond_the_limit_is_told_in_one_summary_and_the_rest_in_the_next() {
        for (int i = 1; i <= 8; i++) {
            raise(Severity.WARNING, "w", "s" + i);
        }
        assertThat(heard()).containsExactly("w s1", "w s2", "w s3", "alerts.more WARNING");
        assertThat(sink.alerts().get(3).message()).contains("1 more are open: w s4");

        desk.resolve("w", "s8");
        clock.advance(Duration.ofMinutes(59));
        desk.tick();
        assertThat(heard()).hasSize(4);
        clock.advance(Duration.ofMinutes(2));
        desk.tick();
        assertThat(heard()).hasSize(5);
        assertThat(sink.alerts().get(4).message()).contains("3 more are open: w s5; w s6; w s7.");
        assertThat(sink.recoveries()).isEmpty();
        assertThat(storage.alerts().open()).hasSize(7);
    }

    @Test
    void no_number_of_warnings_keeps_back_what_is_critical() {
        for (int i = 1; i <= 100; i++) {
            raise(Severity.WARNING, "w", "s" + i);
        }
        raise(Severity.CRITICAL, "c", "x");

        assertThat(heard()).hasSize(PER_HOUR + 2).endsWith("c x");
    }

    @Test
    void a_withheld_warning_that_becomes_critical_is_delivered_and_not_told_again() {
        for (int i = 1; i <= PER_HOUR + 2; i++) {
            raise(Severity.WARNING, "w", "s" + i);
        }
        raise(Severity.CRITICAL, "w", "s5");
        clock.advance(Duration.ofHours(2));
        desk.tick();

        assertThat(heard()).containsExactly("w s1", "w s2", "w s3", "alerts.more WARNING", "w s5");
    }

    @Test
    void a_sink_that_throws_disturbs_no_other_and_is_tried_again_at_the_next_occasion() {
        AtomicInteger failures = new AtomicInteger(2);
        RecordingAlertSink late = new RecordingAlertSink();
        AlertDesk two = desk(
                alert -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("no network");
                    }
                    late.raise(alert);
                },
                sink);
        two.raise(alert(Severity.CRITICAL, "a", "x"));
        assertThat(two.flush(SOON)).isTrue();
        assertThat(late.alerts()).isEmpty();
        assertThat(sink.codes()).containsExactly("a");

        two.tick();
        assertThat(two.flush(SOON)).isTrue();
        assertThat(late.alerts()).isEmpty();
        two.tick();
        assertThat(two.flush(SOON)).isTrue();
        assertThat(late.codes()).containsExactly("a");
        assertThat(sink.codes()).containsExactly("a");
    }

    @Test
    void a_sink_that_always_throws_is_given_up_after_so_many_tries() {
        AtomicInteger tries = new AtomicInteger();
        AlertDesk broken = desk(alert -> {
            tries.incrementAndGet();
            throw new AssertionError("broken");
        });
        broken.raise(alert(Severity.CRITICAL, "a", "x"));
        for (int i = 0; i < 20; i++) {
            assertThat(broken.flush(SOON)).isTrue();
            broken.tick();
        }
        assertThat(tries).hasValue(DeskSettings.ofDefaults().maxTries());
    }

    @Test
    void who_has_not_heard_of_an_alert_need_not_hear_that_it_is_over() {
        List<String> told = new ArrayList<>();
        AlertDesk broken = desk(new AlertSink() {
            @Override
            public void raise(Alert alert) {
                told.add("raise");
                throw new IllegalStateException("no network");
            }

            @Override
            public void resolved(AlertRecord over) {
                told.add("resolved");
            }
        });
        broken.raise(alert(Severity.CRITICAL, "a", "x"));
        assertThat(broken.flush(SOON)).isTrue();
        broken.resolve("a", "x");
        assertThat(broken.flush(SOON)).isTrue();

        assertThat(told).containsExactly("raise");
    }

    @Test
    void a_sink_that_hangs_holds_up_neither_the_caller_nor_other_sinks_and_is_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        AlertDesk two = desk(
                alert -> {
                    try {
                        hanging.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new IllegalStateException(e);
                    }
                },
                sink);
        two.raise(alert(Severity.WARNING, "a", "x"));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(two.flush(Duration.ofMillis(50))).isFalse();
        clock.advance(Duration.ofMinutes(4));
        two.raise(alert(Severity.WARNING, "b", "x"));

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        closeWithinItsBound(two);
        assertThat(sink.codes()).containsExactly("a", "b");
    }

    @Test
    void closing_delivers_what_was_handed_in_and_leaves_no_thread_R13() throws InterruptedException {
        for (int i = 1; i <= PER_HOUR; i++) {
            desk.raise(alert(Severity.WARNING, "a", "s" + i));
        }
        closeWithinItsBound(desk);
        desk.raise(alert(Severity.WARNING, "b", "x"));

        assertThat(sink.codes()).containsExactly("a", "a", "a");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("bandit-pipeline-alerts")) {
                thread.join(TimeUnit.SECONDS.toMillis(20)); // it has nothing left to do
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void without_the_storage_alerts_are_delivered_all_the_same_and_once_R10() {
        store.away(true);
        raise(Severity.CRITICAL, "a", "x");
        raise(Severity.CRITICAL, "a", "x");
        assertThat(heard()).containsExactly("a x");

        store.away(false);
        raise(Severity.CRITICAL, "a", "x");
        assertThat(heard()).containsExactly("a x");
        assertThat(storage.alerts().open()).hasSize(1);
        desk.resolve("a", "x");
        assertThat(desk.flush(SOON)).isTrue();
        assertThat(sink.recoveries()).hasSize(1);
    }

    @Test
    void what_was_raised_without_the_storage_is_told_to_be_over_without_it_too() {
        desk.raiseUnstored(alert(Severity.CRITICAL, "database.away", "database"));
        desk.raiseUnstored(alert(Severity.CRITICAL, "database.away", "database"));
        desk.resolveUnstored("database.away", "database");
        desk.resolveUnstored("database.away", "database");

        assertThat(heard()).containsExactly("database.away database");
        assertThat(sink.recoveries()).hasSize(1);
    }

    private void closeWithinItsBound(AlertDesk closing) {
        long start = System.nanoTime();
        closing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(DeskSettings.ofDefaults().closeWithin().plusSeconds(10));
    }

    private AlertDesk desk(AlertSink... sinks) {
        DeskSettings defaults = DeskSettings.ofDefaults();
        AlertDesk made = new AlertDesk(
                store,
                List.of(sinks),
                clock,
                new DeskSettings(
                        defaults.repeatAfter(),
                        PER_HOUR,
                        defaults.deliveryLimit(),
                        defaults.maxTries(),
                        defaults.queueLimit(),
                        Duration.ofSeconds(5)));
        desks.add(made);
        return made;
    }

    private List<String> heard() {
        assertThat(desk.flush(SOON)).isTrue();
        return sink.alerts().stream()
                .map(alert -> alert.code() + " " + alert.subject())
                .toList();
    }

    private void raise(Severity severity, String code, String subject) {
        desk.raise(alert(severity, code, subject));
    }

    private Alert alert(Severity severity, String code, String subject) {
        return new Alert(severity, code, subject, "something is wrong", clock.instant());
    }
}
