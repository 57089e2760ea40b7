package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignBudgetsTest {
    @Test
    void a_change_names_one_field_of_one_budget_in_the_form_of_protobufs_json() {
        assertThat(CampaignBudgets.change("customers/1/campaignBudgets/555", 50_000_000_000_000_000L, true)
                        .toString())
                .isEqualTo("{\"operations\":[{\"updateMask\":\"amountMicros\",\"update\":{\"resourceName\":"
                        + "\"customers/1/campaignBudgets/555\",\"amountMicros\":\"50000000000000000\"}}],"
                        + "\"partialFailure\":false,\"validateOnly\":true}");
    }

    @Test
    void ids_are_all_positive_numbers_of_64_bits() {
        assertThat(List.of("1", "7200000000001000000", "9223372036854775807")).allMatch(CampaignBudgets::isNumber);
        assertThat(List.of("", "0", "01", "-1", "9223372036854775808", "10000000000000000000", "1 OR 1=1"))
                .noneMatch(CampaignBudgets::isNumber);
    }
}
