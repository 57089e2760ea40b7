package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Expects the conversions of an account's newest days from their clicks.
 *
 * <p>An arm's rate is that of its settled days. What share of it a day of age a shows is learnt from the day that had
 * that age when the rows were collected before, so that a platform that reports late is not taken for a dead one. If
 * that day itself was dead, the share of the next age is carried over by the default settling curve.
 */
final class Freshness {
    static final int OLDEST_AGE = 6;
    private static final int FIRST_SETTLED_AGE = OLDEST_AGE + 2;
    private static final int SETTLED_DAYS = 28;
    private static final int FEWEST_DAYS = 7;
    private static final double FEWEST_CONVERSIONS = 10;

    /** Clicks beyond that many times the usual are not expected to convert: they are bots, or a new audience. */
    private static final double MOST_CLICKS = 1.5;

    /** How many conversions the account's freshness weighs against an arm's own. */
    private static final double POOLED_WEIGHT = 5;

    /** How many conversions no effect of the weekday weighs against the one seen. */
    private static final double NO_WEEKDAY_WEIGHT = 10;

    private final AccountHistory history;
    private final Numbers numbers;
    private final Settling settling;
    private final Map<ArmHistory, Rate> rates = new LinkedHashMap<>();
    private final Map<DayOfWeek, Double> weekdays = new EnumMap<>(DayOfWeek.class);

    /** Conversions per click of an arm's settled days. */
    private record Rate(double perClick, double usualClicks, double conversions) {}

    /** Which share of its rate a day of some age shows, and how many conversions that was learnt from. */
    private record Share(double share, double learnt, LocalDate sample) {}

    Freshness(AccountHistory history, Numbers numbers) {
        this.history = history;
        this.numbers = numbers;
        settling = new Settling(numbers.get("settlingTauDays"));
        history.arms().forEach(arm -> rate(arm).ifPresent(rate -> rates.put(arm, rate)));
        for (DayOfWeek weekday : DayOfWeek.values()) {
            weekdays.put(weekday, weekday(weekday));
        }
    }

    /** The numbers that it needs of a rule. */
    static Numbers numbers(String rule) {
        return Numbers.of(rule)
                .share("chance", 1e-4, 1e-15, 0.05)
                .share("collapseShare", 0.25, 0, 1)
                .share("armDispersion", 0.05, 0, 10)
                .share("accountDispersion", 0.03, 0, 10)
                .share("minExpectedOfArm", 3, 0, 1_000)
                .share("settlingTauDays", 5, 0.1, 60);
    }

    /** The newest complete days, oldest first; empty while nothing is known of how days looked when they were fresh. */
    List<FreshConversions> days() {
        long step = Days.step(history).orElse(0);
        Optional<LocalDate> complete = Days.complete(history);
        if (step < 1 || complete.isEmpty() || rates.isEmpty()) {
            return List.of();
        }
        List<FreshConversions> days = new ArrayList<>();
        Map<Integer, Share> shares = new TreeMap<>();
        List<LocalDate> dead = new ArrayList<>();
        for (int age = OLDEST_AGE; age >= 0; age--) {
            shares.put(age, share(age, (int) step, shares, dead));
            LocalDate day = history.lastDay().minusDays(age);
            if (!day.isAfter(complete.get())) {
                FreshConversions fresh = expect(day, age, shares.get(age));
                days.add(fresh);
                if (fresh.dead(numbers)) {
                    dead.add(day);
                }
            }
        }
        return days;
    }

    private Share share(int age, int step, Map<Integer, Share> shares, List<LocalDate> dead) {
        LocalDate sample = history.lastDay().minusDays(age + step);
        Share older = shares.get(age + step);
        if (older != null && dead.contains(sample)) {
            double younger = settling.share(age) / settling.share(age + step);
            return new Share(older.share() * younger, older.learnt(), sample);
        }
        double expected = 0;
        double known = 0;
        for (Map.Entry<ArmHistory, Rate> entry : rates.entrySet()) {
            Metrics was = entry.getKey().before(sample);
            expected += converting(was, sample, entry.getValue());
            known += conversions(was);
        }
        return new Share(expected <= 0 ? 0 : known / expected, known, sample);
    }

    private FreshConversions expect(LocalDate day, int age, Share share) {
        List<FreshConversions.OfArm> arms = new ArrayList<>();
        rates.forEach((arm, rate) -> {
            Metrics is = arm.on(day);
            double mature = converting(is, day, rate);
            if (mature > 0) {
                Metrics sample = arm.before(share.sample());
                double own = ownShare(share, conversions(sample), converting(sample, share.sample(), rate));
                double dispersion = numbers.get("armDispersion")
                        + 1 / (POOLED_WEIGHT + conversions(sample))
                        + 1 / rate.conversions();
                arms.add(new FreshConversions.OfArm(
                        arm.arm().id(),
                        is.clicks(),
                        mature * share.share(),
                        mature * own,
                        dispersion,
                        conversions(is)));
            }
        });
        return new FreshConversions(day, age, share.learnt(), arms);
    }

    private static double ownShare(Share pooled, double known, double expected) {
        return pooled.share() <= 0 ? 0 : (POOLED_WEIGHT + known) / (POOLED_WEIGHT / pooled.share() + expected);
    }

    /** The conversions that a day's clicks bring in the end. */
    private double converting(Metrics metrics, LocalDate day, Rate rate) {
        double clicks = Math.min((double) metrics.orZero(Metric.CLICKS), MOST_CLICKS * rate.usualClicks());
        return clicks * rate.perClick() * weekdays.getOrDefault(day.getDayOfWeek(), 1.0);
    }

    private Optional<Rate> rate(ArmHistory arm) {
        List<Metrics> days = settledDays().stream()
                .map(arm::on)
                .filter(metrics -> metrics.orZero(Metric.CLICKS) > 0)
                .toList();
        double clicks = days.stream().mapToDouble(Metrics::clicks).sum();
        double conversions = days.stream().mapToDouble(Freshness::conversions).sum();
        return days.size() < FEWEST_DAYS || conversions < FEWEST_CONVERSIONS
                ? Optional.empty()
                : Optional.of(new Rate(
                        conversions / clicks,
                        Robust.median(days.stream().mapToDouble(Metrics::clicks).toArray()),
                        conversions));
    }

    /** How much more the clicks of a weekday convert than those of other days, all arms together. */
    private double weekday(DayOfWeek weekday) {
        double known = NO_WEEKDAY_WEIGHT;
        double expected = NO_WEEKDAY_WEIGHT;
        for (LocalDate day : settledDays()) {
            if (day.getDayOfWeek() == weekday) {
                for (Map.Entry<ArmHistory, Rate> entry : rates.entrySet()) {
                    Metrics metrics = entry.getKey().on(day);
                    known += conversions(metrics);
                    expected += metrics.orZero(Metric.CLICKS) * entry.getValue().perClick();
                }
            }
        }
        return known / expected;
    }

    private List<LocalDate> settledDays() {
        return Days.upTo(history.lastDay().minusDays(FIRST_SETTLED_AGE), SETTLED_DAYS);
    }

    /** Absent counts as none: platforms leave out what is zero. */
    private static double conversions(Metrics metrics) {
        return Math.max(0, Micros.toDouble(metrics.orZero(Metric.CONVERSIONS)));
    }
}
