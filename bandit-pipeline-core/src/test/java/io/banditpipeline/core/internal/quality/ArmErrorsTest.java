package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmErrorsTest {
    private static final Account META =
            new Account("meta", "1", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
    private static final LocalDate LAST = LocalDate.of(2026, 5, 31);

    @Test
    void an_arm_with_an_error_that_takes_more_than_a_tenth_of_the_money_makes_its_account_unfit() {
        assertThat(weigh(new ArmErrors(), Severity.ERROR, LAST, 89, 11))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo(Subject.account(META, LAST));
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.text()).contains("such as arm-1, took 11.0 %", "at most 10.0 %");
                });
    }

    @Test
    void a_tenth_or_less_an_older_day_or_a_warning_does_not() {
        assertThat(weigh(new ArmErrors(), Severity.ERROR, LAST, 90, 10)).isEmpty();
        assertThat(weigh(new ArmErrors(), Severity.ERROR, LAST.minusDays(7), 10, 90))
                .isEmpty();
        assertThat(weigh(new ArmErrors(), Severity.ERROR, LAST.minusDays(6), 10, 90))
                .hasSize(1);
        assertThat(weigh(new ArmErrors(), Severity.WARN, LAST, 10, 90)).isEmpty();
        assertThat(weigh(new ArmErrors(), Severity.ERROR, LAST, 0, 0)).isEmpty();
    }

    @Test
    void the_share_is_a_number_of_the_rule() {
        assertThat(weigh(new ArmErrors().withParameters(Map.of("maxSpendShare", 0.5)), Severity.ERROR, LAST, 60, 40))
                .isEmpty();
        assertThatThrownBy(() -> new ArmErrors().withParameters(Map.of("maxSpendShare", 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 1");
    }

    /** The second of two arms has a finding. */
    private static List<Finding> weigh(ArmErrors rule, Severity severity, LocalDate day, long one, long two) {
        AccountHistory history = new AccountHistory(
                META, Instant.EPOCH, LAST, Instant.EPOCH, 28, List.of(arm("arm-0", one), arm("arm-1", two)));
        Finding finding = new Finding(
                "history.anomaly", Dimension.PLAUSIBILITY, severity, Subject.arm("arm-1", day), "cost", "9", "odd", 1);
        List<Finding> found = new ArrayList<>();
        rule.weigh(history, List.of(finding), new EffectiveRule<>(rule, null, null).findings(found::add));
        return found;
    }

    private static ArmHistory arm(String id, long cost) {
        return new ArmHistory(
                Arm.of(id, "c", META, "x", new EntityRef(Level.CAMPAIGN, id)),
                LAST.minusDays(59),
                Collections.nCopies(60, Metrics.NONE.with(Metric.COST, cost)),
                List.of());
    }
}
