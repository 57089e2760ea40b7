package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

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
}
