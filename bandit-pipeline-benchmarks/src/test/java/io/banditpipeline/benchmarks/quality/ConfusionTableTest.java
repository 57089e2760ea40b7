package io.banditpipeline.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.testkit.fault.Fault;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfusionTableTest {
    private static final FaultCase FROZEN = new FaultCase(
            "frozen feed", Fault.frozenFeed(), FaultCase.Extent.ARM, FaultCase.Days.NEWEST, FaultCase.Feed.DAILY);
    private static final Signal SIGNAL =
            new Signal("history.frozen_feed", Severity.ERROR, Subject.arm("a", null), "cost");

    private final ConfusionTable table = new ConfusionTable();

    @Test
    void found_and_missed_faults_count_and_faults_that_changed_nothing_do_not() {
        table.add(FROZEN, new Trial.Outcome(true, Set.of(SIGNAL), Set.of()));
        table.add(FROZEN, new Trial.Outcome(true, Set.of(), Set.of(SIGNAL)));
        table.add(FROZEN, new Trial.Outcome(false, Set.of(), Set.of()));

        assertThat(table.detectedShare()).isEqualTo(0.5);
        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).matches("frozen feed +2 +1 +1 +history.frozen_feed 1"))
                .contains("missed 1 of 2: frozen feed, ARM, NEWEST, DAILY");
    }

    @Test
    void false_alarms_are_counted_by_arm_and_60_days_and_held_plans_are_none() {
        FalseAlarms alarms = new FalseAlarms();
        for (int day = 0; day < 30; day++) {
            alarms.add(10, day == 3 ? Set.of(SIGNAL) : Set.of());
        }
        alarms.add(0, Set.of(new Signal(Signal.PLAN_HELD, Severity.FATAL, Subject.campaign("c", null), "no model")));

        assertThat(alarms.perArmPeriod()).isCloseTo(0.2, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(alarms.byRule()).containsOnlyKeys("history.frozen_feed");
    }

    @Test
    void no_two_cases_are_the_same() {
        assertThat(FaultCases.all()).extracting(FaultCase::toString).doesNotHaveDuplicates();
    }
}
