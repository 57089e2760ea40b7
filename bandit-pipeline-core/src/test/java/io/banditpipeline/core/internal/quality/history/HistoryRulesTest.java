package io.banditpipeline.core.internal.quality.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Scope;
import io.banditpipeline.quality.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryRulesTest {
    static List<Validator> rules() {
        return HistoryRules.all();
    }

    @Test
    void every_rule_has_an_id_of_its_own() {
        assertThat(rules())
                .extracting(Validator::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("(history|cross)\\.[a-z_]+"));
        assertThat(rules()).extracting(Validator::scope).containsOnly(Scope.HISTORY, Scope.CROSS_PLATFORM);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_says_what_it_demands_and_takes_its_own_numbers(Validator rule) {
        assertThat(rule.description()).endsWith(".");
        Validator same = rule.withParameters(rule.parameters());
        assertThat(same.parameters()).isEqualTo(rule.parameters()).isNotEmpty();
        assertThat(same.id()).isEqualTo(rule.id());
        assertThat(same.getClass()).isEqualTo(rule.getClass());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_number_that_it_does_not_have_or_that_cannot_be_is_refused(Validator rule) {
        assertThatThrownBy(() -> rule.withParameters(Map.of("nonsense", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule.id())
                .hasMessageContaining("nonsense");
        rule.parameters().keySet().forEach(name -> assertThatThrownBy(() -> rule.withParameters(Map.of(name, -1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("-1.0"));
    }

    @Test
    void a_whole_number_is_whole() {
        assertThatThrownBy(() -> new MissingDays().withParameters(Map.of("windowDays", 14.5)))
                .hasMessageContaining("whole number from 7.0 to 56.0, but is 14.5");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void an_account_without_arms_or_days_breaks_nothing(Validator rule) {
        AccountHistory empty = Histories.account(Instant.MIN, List.of());
        if (rule instanceof HistoryValidator ofAccount) {
            assertThat(Found.by(ofAccount, empty)).isEmpty();
        } else if (rule instanceof CrossPlatformValidator ofCampaign) {
            Campaign campaign = Campaign.of("c", Histories.ACCOUNT.zone(), Histories.ACCOUNT.currency());
            CampaignHistory history = new CampaignHistory(campaign, empty.now(), List.of(empty), List.of());
            assertThat(Found.by(ofCampaign, history)).isEmpty();
        }
    }
}
