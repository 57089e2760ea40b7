package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.store.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of {@link AlertStore}. */
abstract class AlertContract extends RunHistoryContract {
    private static final Duration REPEAT = Duration.ofHours(1);

    /** If this fails, check that an alert is opened once, counted after, and says what was said of it last. */
    @Test
    void required_an_alert_is_delivered_once_and_counted_R1() {
        assertThat(raise(warning("late", T0))).isTrue();
        assertThat(raise(new Alert(Severity.WARNING, "late", "meta", "still late", T0.plusSeconds(60))))
                .isFalse();
        assertThat(alerts().open())
                .containsExactly(new AlertRecord(
                        new Alert(Severity.WARNING, "late", "meta", "still late", T0.plusSeconds(60)),
                        T0,
                        2,
                        T0,
                        null,
                        null,
                        null));
        assertThat(alerts().latest(9)).isEqualTo(another().alerts().open());
    }

    /** If this fails, check that code and subject together tell alerts apart, by every character. */
    @Test
    void required_alerts_of_other_codes_and_subjects_keep_apart() {
        List<List<String>> keys = List.of(
                List.of("late", "meta"),
                List.of("Late", "meta"),
                List.of("late", "meta "),
                List.of("late", ""),
                List.of("la", "temeta"),
                List.of("late", "s".repeat(2_000)),
                List.of("late", "s".repeat(1_999) + "t"));
        for (List<String> key : keys) {
            assertThat(raise(new Alert(Severity.WARNING, key.get(0), key.get(1), "", T0)))
                    .isTrue();
        }
        assertThat(alerts().open()).hasSize(keys.size());
        assertThat(alerts().resolve("late", "meta", T1)).isPresent();
        assertThat(alerts().open()).hasSize(keys.size() - 1);
    }

    /** If this fails, check that time is counted from the last delivery, and not from the last time it was raised. */
    @Test
    void required_an_open_alert_is_delivered_again_after_a_while() {
        assertThat(raise(warning("late", T0))).isTrue();
        assertThat(raise(warning("late", T0.plusSeconds(1_800)))).isFalse();
        assertThat(raise(warning("late", T1.minusNanos(1_000)))).isFalse();
        assertThat(raise(warning("late", T1))).isTrue();
        assertThat(alerts().open()).extracting(AlertRecord::deliveredAt).containsExactly(T1);
        assertThat(raise(warning("late", T2.minusNanos(1_000)))).isFalse();
        assertThat(raise(warning("late", T2))).isTrue();
        assertThat(alerts().open()).extracting(AlertRecord::occurrences).containsExactly(6L);
        assertThat(alerts().raise(warning("late", T4), Duration.ofSeconds(Long.MAX_VALUE)))
                .as("never again")
                .isFalse();
    }

    /** If this fails, check that severity is compared with that of the last delivery: one that swings would flood. */
    @Test
    void required_a_graver_alert_is_delivered_at_once_but_not_each_time_it_swings() {
        assertThat(raise(warning("late", T0))).isTrue();
        assertThat(raise(critical("late", T0.plusSeconds(1)))).isTrue();
        assertThat(raise(warning("late", T0.plusSeconds(2)))).isFalse();
        assertThat(alerts().open().get(0).latest().severity()).isEqualTo(Severity.WARNING);
        assertThat(raise(critical("late", T0.plusSeconds(3)))).isFalse();
        assertThat(raise(warning("late", T1.plusSeconds(1)))).isTrue();
        assertThat(raise(critical("late", T1.plusSeconds(2)))).isTrue();
    }

    /** If this fails, check that an acknowledged alert is counted but not delivered, until it becomes graver. */
    @Test
    void required_an_acknowledged_alert_is_quiet_until_it_is_graver() {
        raise(warning("late", T0));
        assertThat(alerts().acknowledge("late", "google", "Ann", T0)).isFalse();
        assertThat(alerts().acknowledge("late", "meta", "Ännchen\u0000🎯", T0.plusNanos(1_999)))
                .isTrue();
        assertThat(raise(warning("late", T3))).isFalse();
        AlertRecord known = alerts().open().get(0);
        assertThat(known.acknowledgedBy()).isEqualTo("Ännchen\u0000🎯");
        assertThat(known.acknowledgedAt()).isEqualTo(T0.plusNanos(1_000));
        assertThat(known.occurrences()).isEqualTo(2);
        assertThat(known.deliveredAt()).isEqualTo(T0);

        assertThat(raise(critical("late", T3))).isTrue();
        AlertRecord graver = alerts().open().get(0);
        assertThat(graver.acknowledgedBy()).isNull();
        assertThat(graver.acknowledgedAt()).isNull();
        assertThat(raise(critical("late", T4))).isTrue();
    }

    /** If this fails, check that an alert is closed once, is kept, and begins anew when it is raised again. */
    @Test
    void required_a_resolved_alert_is_kept_and_opened_anew() {
        assertThat(alerts().resolve("late", "meta", T0)).isEmpty();
        for (int round = 0; round < 3; round++) {
            Instant at = T0.plusSeconds(round * 10L);
            assertThat(raise(warning("late", at))).as("round %d", round).isTrue();
            AlertRecord open = alerts().open().get(0);
            assertThat(open.firstAt()).isEqualTo(at);
            assertThat(open.occurrences()).isOne();
            assertThat(alerts().resolve("late", "meta", at.plusSeconds(5))).contains(open);
            assertThat(alerts().resolve("late", "meta", at.plusSeconds(6))).isEmpty();
            assertThat(alerts().acknowledge("late", "meta", "Ann", at)).isFalse();
            assertThat(alerts().open()).isEmpty();
        }
        assertThat(alerts().latest(9))
                .extracting(AlertRecord::resolvedAt)
                .containsExactly(T0.plusSeconds(25), T0.plusSeconds(15), T0.plusSeconds(5));
    }

    /** If this fails, check the order: of open alerts the gravest, then the oldest; of all the latest raised first. */
    @Test
    void required_alerts_are_ordered() {
        raise(warning("b", T0));
        raise(warning("a", T0));
        raise(critical("c", T2));
        raise(critical("d", T1));
        raise(new Alert(Severity.WARNING, "a", "google", "", T0));
        raise(warning("b", T3));
        assertThat(alerts().open())
                .extracting(AlertContract::key)
                .containsExactly("d/meta", "c/meta", "a/google", "a/meta", "b/meta");
        alerts().resolve("b", "meta", T3);
        raise(warning("b", T3));
        assertThat(alerts().latest(9))
                .extracting(AlertContract::key)
                .containsExactly("b/meta", "b/meta", "c/meta", "d/meta", "a/google", "a/meta");
        assertThat(alerts().latest(2)).extracting(AlertRecord::resolvedAt).containsExactly(null, T3);
    }

    /** If this fails, check that only alerts closed before the moment go, and an alert's open one never. */
    @Test
    void required_closed_alerts_are_removed_R15() {
        for (Instant at : List.of(T0, T1, T2)) {
            raise(warning("late", at));
            alerts().resolve("late", "meta", at);
        }
        raise(warning("late", T0));
        assertThat(alerts().removeResolvedBefore(T0)).isZero();
        assertThat(alerts().removeResolvedBefore(T2)).isEqualTo(2);
        assertThat(alerts().latest(9)).extracting(AlertRecord::resolvedAt).containsExactly(T2, null);
        assertThat(alerts().removeResolvedBefore(Instant.MAX)).isOne();
        assertThat(alerts().open()).hasSize(1);
        assertThat(alerts().resolve("late", "meta", T4)).isPresent();
        assertThat(raise(warning("late", T4))).isTrue();
    }

    /** If this fails, check the types of text, and that instants are cut off to microseconds. */
    @Test
    void required_everything_of_an_alert_comes_back() {
        Instant fine = T0.plusNanos(123_456_789);
        Instant kept = fine.truncatedTo(ChronoUnit.MICROS);
        String text = "ığİ 🎯 \u0000 \ud83c \u241b 'quoted'\n" + "m".repeat(70_000);
        assertThat(raise(new Alert(Severity.CRITICAL, "code 🎯", text, text, fine)))
                .isTrue();
        assertThat(alerts().open())
                .containsExactly(new AlertRecord(
                        new Alert(Severity.CRITICAL, "code 🎯", text, text, kept), kept, 1, kept, null, null, null));
        assertThat(alerts().resolve("code 🎯", text, fine)).isPresent();
        assertThat(alerts().latest(1)).extracting(AlertRecord::resolvedAt).containsExactly(kept);
    }

    static Alert warning(String code, Instant at) {
        return new Alert(Severity.WARNING, code, "meta", "a warning", at);
    }

    private static Alert critical(String code, Instant at) {
        return new Alert(Severity.CRITICAL, code, "meta", "critical", at);
    }

    private static String key(AlertRecord row) {
        return row.latest().code() + "/" + row.latest().subject();
    }

    private boolean raise(Alert alert) {
        return alerts().raise(alert, REPEAT);
    }

    final AlertStore alerts() {
        return storage().alerts();
    }
}
