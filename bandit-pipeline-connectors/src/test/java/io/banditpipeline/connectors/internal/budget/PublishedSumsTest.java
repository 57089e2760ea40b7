package io.banditpipeline.connectors.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.testkit.clock.ManualClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

/** R9: what platforms are told never exceeds what was allocated. */
class PublishedSumsTest {
    private static final Map<String, Long> UNITS =
            Map.of("JPY", 1_000_000L, "HUF", 1_000_000L, "USD", 10_000L, "KWD", 1_000L);

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of(UNITS.keySet());
    }

    @Property(tries = 500)
    void budgets_are_whole_units_and_never_more_than_the_allocation(
            @ForAll("currencies") String code,
            @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 10_000_000, max = 1_000_000_000_000L) Long> amounts,
            @ForAll @IntRange(min = 1, max = 4) int entities,
            @ForAll @Scale(6) @BigRange(min = "0.9", max = "400") BigDecimal rate,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long current) {
        Currency currency = Currency.getInstance(code);
        long unit = UNITS.get(code);
        Account account = Money.account("1", currency);
        FakePlatform platform = new FakePlatform();
        platform.unit = unit;
        platform.least = unit;
        List<Arm> arms = new ArrayList<>();
        Map<String, Long> micros = new TreeMap<>();
        for (int i = 0; i < amounts.size(); i++) {
            String[] names = new String[entities];
            for (int j = 0; j < entities; j++) {
                names[j] = "e" + i + "-" + j;
                platform.budgets.put(Money.campaign(names[j]), current / (j + 1) / unit * unit + unit);
            }
            arms.add(Money.arm("arm" + i, account, names));
            micros.put("arm" + i, amounts.get(i));
        }
        ExchangeRates rates = (from, to, day) -> Optional.of(new ExchangeRate(from, to, rate, day, "test"));

        new PublisherBuilder(platform, ManualClock.at("2026-11-24T01:00:00Z"))
                .arms(arms)
                .rates(rates)
                .minChange(BigDecimal.ZERO)
                .maxChangeFactor(new BigDecimal("1e18"))
                .live()
                .build()
                .publish(Money.allocation("x", Money.EUR, micros));

        for (int i = 0; i < arms.size(); i++) {
            long told = arms.get(i).entities().stream()
                    .mapToLong(platform.budgets::get)
                    .peek(budget -> assertThat(budget % unit).isZero())
                    .sum();
            BigDecimal allowed = BigDecimal.valueOf(amounts.get(i)).multiply(rate);
            assertThat(BigDecimal.valueOf(told)).isLessThanOrEqualTo(allowed);
            assertThat(allowed.subtract(BigDecimal.valueOf(told))).isLessThan(BigDecimal.valueOf(unit));
        }
    }
}
