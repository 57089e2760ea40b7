package io.banditpipeline.core.internal.health;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.health.Spending.OfArm;
import io.banditpipeline.core.internal.money.RecordedRates;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what campaigns spent with what they were given, from what is stored. */
final class SpendingReader {
    private final Storage storage;
    private final List<Watermark> watermarks;
    private final Instant now;
    private final int days;

    SpendingReader(Storage storage, List<Watermark> watermarks, Instant now, int days) {
        this.storage = storage;
        this.watermarks = watermarks;
        this.now = now;
        this.days = days;
    }

    /**
     * Over the latest days that are complete in every account.
     *
     * @param arms the campaign's arms
     * @return empty if a day was not decided on, or an amount cannot be converted
     */
    Optional<Spending> of(Campaign campaign, List<Arm> arms) {
        Map<String, Arm> byId = arms.stream().collect(Collectors.toMap(Arm::id, Function.identity()));
        return lastCompleteDay(arms)
                .map(last -> new DateRange(last.minusDays(days - 1L), last))
                .flatMap(range -> allocated(campaign, range).flatMap(given -> spent(campaign, range, given, byId)));
    }

    private Optional<LocalDate> lastCompleteDay(List<Arm> arms) {
        List<Optional<LocalDate>> lasts = arms.stream()
                .map(Arm::account)
                .distinct()
                .map(account -> FeedLag.lastCompleteDay(account, watermarks, now))
                .toList();
        return lasts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : lasts.stream().map(Optional::get).min(LocalDate::compareTo);
    }

    /** What each arm was given; empty unless each day has a decision of its own. */
    private Optional<Map<String, Long>> allocated(Campaign campaign, DateRange range) {
        Map<String, Long> micros = new TreeMap<>();
        for (LocalDate day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
            LocalDate meant = day;
            Optional<Allocation> decided = storage.decisions()
                    .lastGood(campaign.id(), day.atStartOfDay(campaign.zone()).toInstant())
                    .filter(allocation -> allocation.day().equals(meant)
                            && allocation.currency().equals(campaign.currency()));
            if (decided.isEmpty()) {
                return Optional.empty();
            }
            decided.get().arms().forEach(arm -> micros.merge(arm.armId(), arm.budgetMicros(), Math::addExact));
        }
        return Optional.of(micros);
    }

    private Optional<Spending> spent(
            Campaign campaign, DateRange range, Map<String, Long> given, Map<String, Arm> arms) {
        Map<String, Long> spent = new TreeMap<>();
        ExchangeRates rates = new RecordedRates(storage, ExchangeRates.none(), now);
        boolean[] unknown = {false};
        storage.metrics().dailyFacts(new FactQuery(campaign.id(), range, now)).forEach(fact -> {
            Arm arm = arms.get(fact.armId());
            if (arm != null && given.containsKey(fact.armId()) && fact.metrics().has(Metric.COST)) {
                OptionalLong micros = inCurrency(fact, arm.account(), campaign.currency(), rates);
                micros.ifPresent(value -> spent.merge(fact.armId(), value, Math::addExact));
                unknown[0] |= micros.isEmpty();
            }
        });
        return unknown[0] || given.keySet().stream().anyMatch(id -> !arms.containsKey(id))
                ? Optional.empty()
                : Optional.of(new Spending(campaign.id(), range, campaign.currency(), of(given, spent)));
    }

    private static List<OfArm> of(Map<String, Long> given, Map<String, Long> spent) {
        return given.entrySet().stream()
                .map(entry -> new OfArm(entry.getKey(), entry.getValue(), spent.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static OptionalLong inCurrency(DailyFact fact, Account account, Currency target, ExchangeRates rates) {
        long micros = fact.metrics().get(Metric.COST);
        if (account.currency().equals(target)) {
            return OptionalLong.of(micros);
        }
        Optional<ExchangeRate> rate = rates.rate(account.currency(), target, fact.day());
        return rate.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rate.get().convert(micros));
    }
}
