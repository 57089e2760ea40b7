package io.banditpipeline.core.internal.quality.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.random.RandomStreams;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All rules and the watch together, day by day: what they find of clean feeds, and on which day they find faults. */
class WalkForwardTest {
    private static final int ARMS = 120;
    private static final int DAYS = 120;
    private static final int FAULT_DAY = 80;
    private static final Campaign CAMPAIGN = Campaign.of("c", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));

    private static Walk walk(SyntheticFeed feed, int from, int to) {
        Walk walk = new Walk(new LogRatioDetector());
        for (int day = from; day <= to; day++) {
            int today = day;
            List<AccountHistory> accounts = IntStream.range(0, feed.accounts())
                    .mapToObj(account -> feed.account(account, today))
                    .toList();
            walk.day(new CampaignHistory(CAMPAIGN, accounts.get(0).now(), accounts, outcomes(accounts)));
        }
        return walk;
    }

    /** Orders go with the clicks. */
    private static List<Outcome> outcomes(List<AccountHistory> accounts) {
        LocalDate last = accounts.get(0).lastDay();
        List<Outcome> outcomes = new ArrayList<>();
        for (LocalDate day : Days.upTo(last, 60)) {
            double clicks = accounts.stream()
                    .flatMap(account -> account.arms().stream())
                    .mapToDouble(arm -> arm.on(day).orZero(Metric.CLICKS))
                    .sum();
            if (!day.isBefore(SyntheticFeed.FIRST)) {
                long orders = SyntheticFeed.poisson(RandomStreams.of(7, day.toString()), 0.08 * clicks);
                outcomes.add(new Outcome("c", day, orders * 1_000_000, orders * 50_000_000));
            }
        }
        return outcomes;
    }

    @Test
    void a_clean_feed_raises_far_less_than_one_alarm_per_arm_in_60_days() {
        SyntheticFeed clean = new SyntheticFeed(11, ARMS, DAYS, 0, (arm, day, age, metrics) -> metrics);
        List<Found.One> alarms = walk(clean, 0, DAYS - 1).alarms();
        double perArm60 = alarms.size() * 60.0 / (ARMS * DAYS);
        assertThat(perArm60).as("%s", alarms).isLessThan(0.1);
    }

    @Test
    void days_that_are_taken_back_whole_are_told_once_each_and_nothing_else() {
        SyntheticFeed feed = new SyntheticFeed(12, ARMS, DAYS, 0.004, (arm, day, age, metrics) -> metrics);
        Map<String, Long> alarms = walk(feed, 0, DAYS - 1).alarms().stream()
                .collect(Collectors.groupingBy(Found.One::rule, Collectors.counting()));
        assertThat(alarms.remove("history.counter_reset")).isEqualTo(feed.withdrawn());
        assertThat(alarms.values().stream().mapToLong(Long::longValue).sum() * 60.0 / (ARMS * DAYS))
                .as("%s", alarms)
                .isLessThan(0.1);
    }

    @Test
    void a_day_that_repeats_the_one_before_is_found_on_that_day() {
        assertThat(foundOfArms("history.frozen_feed", FAULT_DAY, copied(FAULT_DAY)))
                .isGreaterThan(0.95);
    }

    @Test
    void an_account_that_repeats_the_day_before_is_found_on_that_day() {
        assertThat(foundOfAccounts("history.frozen_feed", copied(FAULT_DAY))).isEqualTo(1);
    }

    @Test
    void a_missing_day_is_found_on_that_day() {
        SyntheticFeed.Fault missing = (arm, day, age, metrics) -> day == FAULT_DAY ? Metrics.NONE : metrics;
        assertThat(foundOfArms("history.missing_day", FAULT_DAY, missing)).isEqualTo(1);
        assertThat(foundOfAccounts("history.missing_day", missing)).isEqualTo(1);
    }

    @Test
    void an_account_whose_tracking_is_dead_is_found_on_the_first_day() {
        SyntheticFeed.Fault dead =
                (arm, day, age, metrics) -> day >= FAULT_DAY ? metrics.with(Metric.CONVERSIONS, 0) : metrics;
        assertThat(foundOfAccounts("history.tracking_break", dead)).isEqualTo(1);
    }

    @Test
    void conversions_that_double_after_20_days_are_found_at_once() {
        SyntheticFeed.Fault doubled = (arm, day, age, metrics) -> day == FAULT_DAY - 20 && age >= 20
                ? metrics.with(Metric.CONVERSIONS, 2 * metrics.conversionMicros())
                : metrics;
        assertThat(foundOfArms("history.late_restatement", FAULT_DAY - 20, doubled))
                .isGreaterThan(0.95);
        assertThat(foundOfAccounts("history.late_restatement", doubled)).isEqualTo(1);
    }

    @Test
    void cost_of_ten_times_the_usual_is_found_on_that_day() {
        SyntheticFeed.Fault spike = (arm, day, age, metrics) ->
                day == FAULT_DAY ? metrics.with(Metric.COST, 10 * metrics.costMicros()) : metrics;
        assertThat(foundOfArms(AnomalyWatch.RULE, FAULT_DAY, spike)).isEqualTo(1);
    }

    /** A day known as the final values of the one before. */
    private static SyntheticFeed.Fault copied(int faultDay) {
        Metrics[] yesterday = new Metrics[ARMS];
        return (arm, day, age, metrics) -> {
            if (day == faultDay - 1) {
                yesterday[arm] = metrics;
            }
            return day == faultDay ? yesterday[arm] : metrics;
        };
    }

    /** The share of arms, one of ten having the fault, about which the rule says something on the first day. */
    private static double foundOfArms(String rule, int subjectDay, SyntheticFeed.Fault fault) {
        SyntheticFeed feed = new SyntheticFeed(
                13,
                ARMS,
                DAYS,
                0,
                (arm, day, age, metrics) ->
                        arm % SyntheticFeed.ARMS_OF_ACCOUNT == 4 ? fault.apply(arm, day, age, metrics) : metrics);
        LocalDate day = SyntheticFeed.FIRST.plusDays(subjectDay);
        List<Subject> subjects = IntStream.range(0, feed.accounts())
                .filter(account -> feed.conversions(account * SyntheticFeed.ARMS_OF_ACCOUNT + 4, subjectDay) >= 20)
                .mapToObj(account -> Subject.arm("arm-" + (account * SyntheticFeed.ARMS_OF_ACCOUNT + 4), day))
                .toList();
        return shareFound(rule, feed, subjects, Function.identity());
    }

    /**
     * The share of accounts, all arms of all of them having the fault, found as accounts on the first day; of those
     * whose fresh days have at least ten conversions, since no conversions are expected of the others so soon.
     */
    private static double foundOfAccounts(String rule, SyntheticFeed.Fault fault) {
        SyntheticFeed feed = new SyntheticFeed(14, ARMS, DAYS, 0, fault);
        List<String> judged = IntStream.range(0, feed.accounts())
                .mapToObj(account -> feed.account(account, FAULT_DAY))
                .filter(account -> account.arms().stream()
                                .mapToLong(arm -> arm.before(account.lastDay().minusDays(1))
                                        .conversionMicros())
                                .sum()
                        >= 10_000_000)
                .map(account -> account.account().key())
                .toList();
        assertThat(judged).hasSizeGreaterThan(feed.accounts() / 2);
        return shareFound(rule, feed, judged, Subject::id);
    }

    private static <T> double shareFound(String rule, SyntheticFeed feed, List<T> expected, Function<Subject, T> what) {
        assertThat(expected).isNotEmpty();
        long found =
                walk(feed, FAULT_DAY - 1, FAULT_DAY).alarmsFoundOn(SyntheticFeed.FIRST.plusDays(FAULT_DAY)).stream()
                        .filter(one -> one.rule().equals(rule))
                        .map(one -> what.apply(one.subject()))
                        .filter(expected::contains)
                        .distinct()
                        .count();
        return (double) found / expected.size();
    }
}
