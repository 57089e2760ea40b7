package io.banditpipeline.core.internal.quality;

import io.banditpipeline.core.internal.quality.score.FirstKnown;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what was known of days when it had to be known, from the revisions that are kept (R3). */
final class FirstKnownReader {
    private final MetricStore metrics;

    FirstKnownReader(MetricStore metrics) {
        this.metrics = metrics;
    }

    /** One account's days in the making. */
    private record Days(LocalDate first, Map<String, Metrics[]> byArm) {
        void note(String armId, LocalDate day, Metrics known) {
            Metrics[] days = byArm.get(armId);
            if (days != null) {
                days[(int) ChronoUnit.DAYS.between(first, day)] = known;
            }
        }
    }

    /**
     * What was known in time.
     *
     * @param accounts the accounts, all of one zone; at least one
     * @param days the days
     * @return by account key
     */
    Map<String, FirstKnown> read(List<AccountHistory> accounts, DateRange days) {
        Map<String, Metrics[]> byArm = new HashMap<>();
        Days known = new Days(days.first(), byArm);
        for (AccountHistory account : accounts) {
            account.arms().forEach(arm -> byArm.put(arm.arm().id(), nothing(days)));
        }
        AccountHistory any = accounts.get(0);
        Set<String> campaigns = campaigns(accounts);
        for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
            read(campaigns, day, any, known);
        }
        return accounts.stream()
                .collect(Collectors.toMap(account -> account.account().key(), account -> of(account, known)));
    }

    private void read(Set<String> campaigns, LocalDate day, AccountHistory zone, Days known) {
        Instant deadline = FirstKnown.nothing().deadline(day, zone.account().zone());
        DateRange only = DateRange.of(day);
        if (!deadline.isAfter(zone.now())) {
            campaigns.forEach(campaign -> metrics.dailyFacts(new FactQuery(campaign, only, deadline))
                    .forEach(fact -> known.note(fact.armId(), fact.day(), fact.metrics())));
        }
    }

    private static Set<String> campaigns(Collection<AccountHistory> accounts) {
        return accounts.stream()
                .flatMap(account -> account.arms().stream())
                .map(arm -> arm.arm().campaignId())
                .collect(Collectors.toSet());
    }

    private static Metrics[] nothing(DateRange days) {
        Metrics[] nothing = new Metrics[(int) days.days()];
        Arrays.fill(nothing, Metrics.NONE);
        return nothing;
    }

    private static FirstKnown of(AccountHistory account, Days known) {
        Map<String, ArmHistory> arms = account.arms().stream()
                .map(arm -> new ArmHistory(
                        arm.arm(),
                        known.first(),
                        List.of(known.byArm().get(arm.arm().id())),
                        List.of()))
                .collect(Collectors.toMap(arm -> arm.arm().id(), arm -> arm));
        return new FirstKnown(FirstKnown.ALLOWED, null, arms);
    }
}
