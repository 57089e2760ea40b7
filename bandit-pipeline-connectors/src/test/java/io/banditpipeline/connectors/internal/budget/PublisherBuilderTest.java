package io.banditpipeline.connectors.internal.budget;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.workflow.Cancellation;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublisherBuilderTest {
    private final BudgetPort port = new BudgetPort() {
        @Override
        public String platform() {
            return "fake";
        }

        @Override
        public Map<EntityRef, BudgetReading> read(
                Account account, Collection<EntityRef> entities, Cancellation cancellation) {
            throw new AssertionError("nothing is read while building");
        }
    };

    @Test
    void all_problems_are_told_together() {
        assertThatThrownBy(() -> builder().validated().live().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("arms are missing")
                .hasMessageContaining("validated is for a dry run")
                .hasMessageContaining("fake cannot be asked that");
    }

    @Test
    void bad_values_are_refused_at_once() {
        assertThatThrownBy(() -> builder().minChange(new BigDecimal("-0.1"))).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> builder().minChange(new BigDecimal("1.1"))).hasMessageContaining("1.1");
        assertThatThrownBy(() -> builder().maxChangeFactor(new BigDecimal("0.9")))
                .hasMessageContaining("0.9");
    }

    @Test
    void nothing_is_set_twice() {
        assertThatThrownBy(() -> builder().arms(List.of()).arms(List::of)).hasMessageContaining("arms is set already");
        assertThatThrownBy(() -> builder().live().live()).hasMessageContaining("live");
        assertThatThrownBy(() -> builder().validated().validated()).hasMessageContaining("validated");
        assertThatThrownBy(() -> builder().rates(ExchangeRates.none()).rates(ExchangeRates.none()))
                .hasMessageContaining("rates");
        assertThatThrownBy(() -> builder().minChange(BigDecimal.ONE).minChange(BigDecimal.ONE))
                .hasMessageContaining("minChange");
        assertThatThrownBy(() -> builder().maxChangeFactor(BigDecimal.ONE).maxChangeFactor(BigDecimal.ONE))
                .hasMessageContaining("maxChangeFactor");
    }

    private BudgetSinkBuilder builder() {
        return new PublisherBuilder(port, InstantSource.system());
    }
}
