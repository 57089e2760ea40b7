package io.banditpipeline.core.internal.money;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the host for every rate that a campaign's plan may need and records the answers, before the plan is made from
 * what is recorded. So provisional rates are replaced by the published ones, restated ones by their new values, and
 * what the host does not know any more stays as it was. Thread-safe.
 */
public final class RateRecorder {
    private final Storage storage;
    private final ExchangeRates host;

    /**
     * @param storage where rates are recorded
     * @param host what is asked
     */
    public RateRecorder(Storage storage, ExchangeRates host) {
        this.storage = storage;
        this.host = host;
    }

    /**
     * Records the rates of the days with facts.
     *
     * @param until the last day that the plan rests on; it has a rate even if nothing happened then
     * @param knownAt when the rates became known
     * @return what a person should know
     */
    public List<String> record(Campaign campaign, LocalDate until, Instant knownAt) {
        List<Currency> foreign = storage.catalog().arms(campaign.id()).stream()
                .map(Arm::account)
                .map(account -> account.currency())
                .filter(currency -> !currency.equals(campaign.currency()))
                .distinct()
                .toList();
        Optional<DateRange> facts =
                foreign.isEmpty() ? Optional.empty() : storage.metrics().days(campaign.id());
        if (facts.isEmpty()) {
            return List.of();
        }
        LocalDate last = until.isAfter(facts.get().last()) ? until : facts.get().last();
        List<String> remarks = new ArrayList<>();
        for (Currency currency : foreign) {
            Map<LocalDate, ExchangeRate> rates =
                    ask(currency, campaign.currency(), new DateRange(facts.get().first(), last));
            storage.rates().save(currency, campaign.currency(), rates, knownAt);
            provisional(rates).ifPresent(remarks::add);
        }
        return remarks;
    }

    private Map<LocalDate, ExchangeRate> ask(Currency from, Currency to, DateRange days) {
        Map<LocalDate, ExchangeRate> rates = new TreeMap<>();
        for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
            LocalDate asked = day;
            host.rate(from, to, day).ifPresent(rate -> rates.put(asked, rate));
        }
        return rates;
    }

    private static Optional<String> provisional(Map<LocalDate, ExchangeRate> rates) {
        return rates.entrySet().stream()
                .filter(entry -> entry.getValue().provisional())
                .findFirst()
                .map(entry -> entry.getValue().from() + " from " + entry.getKey() + " on is converted to "
                        + entry.getValue().to() + " at the rate of "
                        + entry.getValue().day() + " ("
                        + entry.getValue().source() + ") until its own is published");
    }
}
