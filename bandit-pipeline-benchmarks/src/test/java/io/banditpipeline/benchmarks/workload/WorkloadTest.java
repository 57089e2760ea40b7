package io.banditpipeline.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final int HOURS = 50;

    private final Workload workload = new Workload(HOURS);

    @Test
    void the_same_row_is_always_the_same() {
        assertThat(new Workload(HOURS).row(7, 11, 1)).isEqualTo(workload.row(7, 11, 1));
    }

    @Test
    void rows_come_by_arm_and_hour_each_once() {
        List<MetricRow> rows = workload.rows(HOURS, 0);
        assertThat(rows)
                .hasSize(Workload.ARMS * HOURS)
                .isSortedAccordingTo(
                        Comparator.comparingLong(MetricRow::armNo).thenComparingLong(MetricRow::startSeconds));
    }

    @Test
    void a_version_changes_every_row_and_no_key() {
        for (int hour = 0; hour < HOURS; hour++) {
            MetricRow first = workload.row(3, hour, 0);
            MetricRow second = workload.row(3, hour, 1);
            assertThat(second.startSeconds()).isEqualTo(first.startSeconds());
            assertThat(second.costMicros()).isNotEqualTo(first.costMicros());
            assertThat(second.observedMicros()).isGreaterThan(first.observedMicros());
        }
    }

    @Test
    void the_local_day_is_that_of_the_hour() {
        assertThat(workload.row(0, 23, 0).localDay()).isEqualTo(20240101);
        assertThat(workload.row(0, 24, 0).localDay()).isEqualTo(20240102);
        assertThat(workload.lastDay()).hasToString("2024-01-03");
    }

    @Test
    void a_checksum_sees_a_value_that_went_to_the_wrong_arm() {
        MetricRow row = workload.row(3, 5, 0);
        Checksum right = new Checksum();
        right.add(3, row.localDay(), row.impressions(), row.clicks());
        Checksum wrong = new Checksum();
        wrong.add(4, row.localDay(), row.impressions(), row.clicks());
        assertThat(wrong).isNotEqualTo(right);
    }
}
