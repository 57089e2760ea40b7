package io.banditpipeline.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recording sinks remember what they were told. */
class RecordingSinksTest {
    @Test
    void alerts_are_remembered_in_order() {
        RecordingAlertSink sink = new RecordingAlertSink();
        Alert first = new Alert(Alert.Severity.WARNING, "a", "s", "m", Instant.EPOCH);
        Alert second = new Alert(Alert.Severity.CRITICAL, "b", "s", "m", Instant.EPOCH);
        sink.raise(first);
        sink.raise(second);
        assertThat(sink.alerts()).containsExactly(first, second);
        assertThat(sink.codes()).containsExactly("a", "b");
    }

    @Test
    void an_allocation_that_is_published_again_counts_once_R1() {
        RecordingBudgetSink sink = new RecordingBudgetSink();
        assertThat(sink.latest()).isEmpty();
        sink.publish(allocation("1", 5));
        sink.publish(allocation("2", 7));
        sink.publish(allocation("1", 5));
        assertThat(sink.calls()).isEqualTo(3);
        assertThat(sink.published()).containsExactly(allocation("1", 5), allocation("2", 7));
        assertThat(sink.latest()).contains(allocation("2", 7));
        assertThat(RecordingBudgetSink.budgets(allocation("2", 7))).isEqualTo(Map.of("arm", 7L));
    }

    @Test
    void a_refusing_sink_takes_nothing_until_it_accepts_again() {
        RecordingBudgetSink sink = new RecordingBudgetSink();
        IllegalStateException down = new IllegalStateException("down");
        sink.refuse(down);
        assertThatThrownBy(() -> sink.publish(allocation("1", 5))).isSameAs(down);
        assertThat(sink.published()).isEmpty();
        sink.accept();
        sink.publish(allocation("1", 5));
        assertThat(sink.published()).hasSize(1);
    }

    private static Allocation allocation(String id, long micros) {
        return new Allocation(
                id,
                "c",
                LocalDate.of(2026, 1, 1),
                Currency.getInstance("USD"),
                micros,
                0,
                List.of(new ArmAllocation("arm", micros, 0, 0, 0, 0, 0, 0, Binding.NONE, "")),
                Allocation.State.DECIDED,
                "",
                new DecisionRecord(Instant.EPOCH, "h", "agent", null, 1, "h"));
    }
}
