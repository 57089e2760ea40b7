package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {
    @Test
    void a_value_is_told_unless_it_may_be_a_persons_or_is_a_whole_row_R11() {
        assertThat(remark("many")).isEqualTo("quarantined line 3: orders is 'many', no number [metric.not_a_number]");
        assertThat(remark("anna@example.com")).isEqualTo("quarantined line 3: orders: no number [metric.not_a_number]");
        assertThat(remark("x".repeat(41))).isEqualTo("quarantined line 3: orders: no number [metric.not_a_number]");
    }

    private static String remark(String value) {
        return Remarks.of(new RejectedRow(
                "line 3", "a;b", List.of(new Reason("metric.not_a_number", "orders", value, "no number"))));
    }
}
