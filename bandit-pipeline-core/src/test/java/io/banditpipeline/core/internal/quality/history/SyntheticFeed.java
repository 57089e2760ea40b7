package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.random.RandomStreams;
import io.banditpipeline.core.random.Samplers;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A feed of accounts of ten arms each, as it looks at the end of every day: spend with weekdays, drift and noise,
 * counts that are Poisson, cost that is billed a little late, conversions that come in over weeks, and rarely a day
 * that the platform takes back whole.
 */
final class SyntheticFeed {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int ARMS_OF_ACCOUNT = 10;
    private static final int WINDOW = 60;
    private static final int FINAL_AGE = 28;
    private static final double[] TAUS = {0.4, 1.5, 3, 5};
    private static final double[] BY_WEEKDAY = {1, 1.02, 1.05, 1.05, 0.95, 0.8, 0.85};

    /** Changes what is known of an arm's day at an age. */
    interface Fault {
        Metrics apply(int arm, int day, int age, Metrics metrics);
    }

    private final int days;
    private final Metrics[][] finals;
    private final long[][][] conversions;
    private final int[][] withdrawnAt;
    private final Fault fault;

    SyntheticFeed(long seed, int arms, int days, double withdrawnShare, Fault fault) {
        this.days = days;
        this.fault = fault;
        finals = new Metrics[arms][days];
        conversions = new long[arms][days][FINAL_AGE + 1];
        withdrawnAt = new int[arms][days];
        IntStream.range(0, arms).forEach(arm -> make(arm, RandomStreams.of(seed, "arm " + arm), withdrawnShare));
    }

    private void make(int arm, SplittableRandom random, double withdrawnShare) {
        double usualClicks = StrictMath.exp(3.5 + 3.5 * random.nextDouble());
        double clickRate = 0.005 + 0.02 * random.nextDouble();
        double conversionRate = 0.01 + 0.07 * random.nextDouble();
        double perClick = 0.3 + random.nextDouble();
        double tau = TAUS[arm / ARMS_OF_ACCOUNT % TAUS.length];
        double drift = 0;
        for (int day = 0; day < days; day++) {
            drift = 0.95 * drift + 0.04 * Samplers.normal(random);
            double level = StrictMath.exp(drift + 0.12 * Samplers.normal(random)) * BY_WEEKDAY[day % 7];
            long clicks = poisson(random, usualClicks * level);
            long impressions = clicks + poisson(random, usualClicks * level / clickRate);
            double price = perClick * StrictMath.exp(0.06 * Samplers.normal(random));
            finals[arm][day] = new Metrics(impressions, clicks, 0, Math.round(clicks * price * 1e6), Metrics.ABSENT);
            double mean = clicks * conversionRate * StrictMath.exp(0.15 * Samplers.normal(random));
            long known = 0;
            for (int age = 0; age <= FINAL_AGE; age++) {
                known += poisson(random, mean * (share(age, tau) - share(age - 1, tau)));
                conversions[arm][day][age] = known;
            }
            withdrawnAt[arm][day] = random.nextDouble() < withdrawnShare ? 3 + random.nextInt(11) : Integer.MAX_VALUE;
        }
    }

    private static double share(int age, double tau) {
        return age < 0 ? 0 : -Math.expm1(-(age + 0.4) / tau);
    }

    int accounts() {
        return finals.length / ARMS_OF_ACCOUNT;
    }

    /** How many days are taken back while the feed is looked at. */
    long withdrawn() {
        long count = 0;
        for (int[] ofArm : withdrawnAt) {
            for (int day = 0; day < days; day++) {
                count += (long) day + ofArm[day] < days ? 1 : 0;
            }
        }
        return count;
    }

    /** What an arm's day comes to in the end. */
    long conversions(int arm, int day) {
        return conversions[arm][day][FINAL_AGE];
    }

    /** What is known of an arm's day when another day is the last one that is over. */
    private Metrics known(int arm, int day, int lastDay) {
        int age = lastDay - day;
        if (day < 0 || age < 0 || age >= withdrawnAt[arm][day]) {
            return Metrics.NONE;
        }
        Metrics all = finals[arm][day];
        long cost = age >= 2 ? all.costMicros() : all.costMicros() - all.costMicros() / 50;
        long count = conversions[arm][day][Math.min(age, FINAL_AGE)] * 1_000_000;
        return fault.apply(arm, day, age, new Metrics(all.impressions(), all.clicks(), count, cost, count * 40));
    }

    AccountHistory account(int account, int lastDay) {
        LocalDate last = FIRST.plusDays(lastDay);
        Account named = new Account(
                account % 2 == 0 ? "meta" : "google_ads",
                "a" + account,
                ZoneId.of("Europe/Berlin"),
                Currency.getInstance("EUR"));
        Instant end = last.plusDays(1).atStartOfDay(named.zone()).toInstant();
        List<ArmHistory> arms = new ArrayList<>();
        for (int arm = account * ARMS_OF_ACCOUNT; arm < (account + 1) * ARMS_OF_ACCOUNT; arm++) {
            arms.add(arm(named, arm, lastDay));
        }
        return new AccountHistory(named, end.plusSeconds(7200), last, end, FINAL_AGE, arms);
    }

    private ArmHistory arm(Account account, int arm, int lastDay) {
        int from = Math.max(0, lastDay - WINDOW + 1);
        List<Metrics> now = IntStream.rangeClosed(from, lastDay)
                .mapToObj(day -> known(arm, day, lastDay))
                .toList();
        List<Metrics> before = IntStream.rangeClosed(from, lastDay)
                .mapToObj(day -> known(arm, day, lastDay - 1))
                .toList();
        Arm named = Arm.of("arm-" + arm, "c", account, "channel", new EntityRef(Level.CAMPAIGN, "e" + arm));
        return new ArmHistory(named, FIRST.plusDays(from), now, lastDay == 0 ? List.of() : before);
    }

    /** A Poisson number: by arrivals if the mean is small, else by its normal limit. */
    static long poisson(SplittableRandom random, double mean) {
        if (mean > 200) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * Samplers.normal(random)));
        }
        long count = -1;
        for (double time = 0; time <= mean; count++) {
            time -= StrictMath.log(1 - random.nextDouble());
        }
        return count;
    }
}
