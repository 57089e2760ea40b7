package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.IntFunction;

/** Histories of 60 days whose last day is {@link #LAST}, written down by age: 0 is the last day. */
final class Histories {
    static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    static final int DAYS = 60;
    static final Account ACCOUNT =
            new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));

    private Histories() {}

    static LocalDate day(int age) {
        return LAST.minusDays(age);
    }

    static Arm arm(String id) {
        return Arm.of(id, "c", ACCOUNT, "social", new EntityRef(Level.CAMPAIGN, id));
    }

    /** An arm that is known now and was known before as two functions of age say. */
    static ArmHistory arm(String id, IntFunction<Metrics> now, IntFunction<Metrics> before) {
        return new ArmHistory(arm(id), day(DAYS - 1), byAge(now), byAge(before));
    }

    /** An arm that nothing was known of before. */
    static ArmHistory first(String id, IntFunction<Metrics> now) {
        return new ArmHistory(arm(id), day(DAYS - 1), byAge(now), List.of());
    }

    private static List<Metrics> byAge(IntFunction<Metrics> metrics) {
        List<Metrics> days = new ArrayList<>();
        for (int age = DAYS - 1; age >= 0; age--) {
            days.add(metrics.apply(age));
        }
        return days;
    }

    /** A day that differs from its neighbours: the same age always gives the same. */
    static Metrics ordinary(int age) {
        return new Metrics(
                10_000 + 13 * age, 300 + age % 7, 20_000_000, 50_000_000 + 1_234_567L * (age % 5), 900_000_000);
    }

    static Metrics metrics(long impressions, long clicks, double conversions, double cost) {
        return new Metrics(impressions, clicks, Math.round(conversions * 1e6), Math.round(cost * 1e6), Metrics.ABSENT);
    }

    /** An account that is complete up to its last day. */
    static AccountHistory account(ArmHistory... arms) {
        return account(List.of(arms));
    }

    static AccountHistory account(List<ArmHistory> arms) {
        return account(startOf(LAST.plusDays(1)), arms);
    }

    static AccountHistory account(Instant completeUntil, List<ArmHistory> arms) {
        return new AccountHistory(
                ACCOUNT, startOf(LAST.plusDays(1)).plusSeconds(6 * 3600), LAST, completeUntil, 28, arms);
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ACCOUNT.zone()).toInstant();
    }
}
