package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private final ManualClock clock = ManualClock.at("2026-11-02T06:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Alerts alerts = new Alerts(storage.alerts(), clock);

    @Test
    void what_is_open_is_listed_until_it_is_over_and_known_after() {
        raise("a");
        raise("b");
        storage.alerts().resolve("a", "x", clock.instant());

        assertThat(alerts.open())
                .singleElement()
                .satisfies(record -> assertThat(record.latest().code()).isEqualTo("b"));
        assertThat(alerts.latest(10)).hasSize(2);
        assertThat(alerts.latest(1)).hasSize(1);
        assertThatThrownBy(() -> alerts.latest(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void who_knows_of_an_alert_is_kept_with_the_moment() {
        raise("a");
        clock.advance(Duration.ofMinutes(5));

        assertThat(alerts.acknowledge("a", "x", "ann")).isTrue();
        assertThat(alerts.acknowledge("a", "another", "ann")).isFalse();
        assertThat(alerts.open()).singleElement().satisfies(record -> {
            assertThat(record.acknowledgedBy()).isEqualTo("ann");
            assertThat(record.acknowledgedAt()).isEqualTo(clock.instant());
        });
        assertThatThrownBy(() -> alerts.acknowledge("a", "x", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by");
    }

    private void raise(String code) {
        storage.alerts()
                .raise(new Alert(Alert.Severity.WARNING, code, "x", "text", clock.instant()), Duration.ofDays(1));
    }
}
