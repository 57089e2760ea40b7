package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.core.internal.quality.RowTally;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores an account and its arms, day by day. A pure function of its input. Used once, by one thread.
 *
 * <p>Of what an account adds up from its arms, the account's score is the sum of theirs; validity and uniqueness are
 * those of all its rows, also of rows that belong to no arm.
 */
public final class AccountScoring {
    private final ScoreInput input;
    private final AccountHistory history;
    private final Activity known;
    private final Activity complete;
    private final Accuracy accuracy;
    private final @Nullable LocalDate judgedFrom;
    private final Map<Subject, QualityScore> consistency = new HashMap<>();
    private final Set<Subject> anomalies = new HashSet<>();
    private final Sums account;

    private AccountScoring(ScoreInput input) {
        this.input = input;
        this.history = input.history();
        this.known = Activity.of(history, history.lastDay());
        this.complete = Activity.of(history, lastComplete(history));
        this.accuracy = new Accuracy(history, input.firstKnown());
        this.judgedFrom = judgedFrom();
        Consistency.of(input.pairs(), history.now()).forEach(score -> consistency.put(score.subject(), score));
        input.findings().stream()
                .filter(finding -> finding.dimension() == Dimension.PLAUSIBILITY)
                .filter(finding -> finding.severity().compareTo(Severity.WARN) >= 0)
                .map(Finding::subject)
                .forEach(anomalies::add);
        this.account = new Sums(subject -> Stream.of(Subject.account(history.account(), subject.day())));
    }

    /**
     * Hands every score to the consumer: of each arm by day, then of the account by day. Where nothing was due, the
     * score has the denominator 0, so that one noted before is replaced; of days that the latest collection did not
     * fetch there is no validity and uniqueness.
     */
    public static void score(ScoreInput input, Consumer<? super QualityScore> consumer) {
        AccountScoring scoring = new AccountScoring(input);
        input.history().arms().forEach(arm -> scoring.arm(arm, consumer));
        scoring.account(consumer);
    }

    /**
     * The account's completeness on each of the days, arm-days weighed by what the arm usually spends on a day: what is
     * missing of the money rather than of the arms. In units of the account's currency.
     */
    public static List<QualityScore> completenessBySpend(ScoreInput input) {
        AccountScoring scoring = new AccountScoring(input);
        Map<LocalDate, double[]> sums = new TreeMap<>();
        scoring.eachDay(day -> sums.put(day, new double[2]));
        input.history().arms().forEach(arm -> scoring.addBySpend(arm, sums));
        List<QualityScore> scores = new ArrayList<>();
        sums.forEach((day, sum) ->
                scores.add(scoring.of(Subject.account(input.history().account(), day), Dimension.COMPLETENESS, sum)));
        return scores;
    }

    /** The last day that is over and complete; far in the past if none is. */
    private static LocalDate lastComplete(AccountHistory history) {
        Instant until = history.completeUntil().isAfter(history.now()) ? history.now() : history.completeUntil();
        if (until.isBefore(Instant.EPOCH)) {
            return LocalDate.EPOCH;
        }
        LocalDate complete =
                until.atZone(history.account().zone()).toLocalDate().minusDays(1);
        return complete.isBefore(history.lastDay()) ? complete : history.lastDay();
    }

    /** The first day of which something was known in time: before it, nobody may have been looking. */
    private @Nullable LocalDate judgedFrom() {
        return input.firstKnown().arms().values().stream()
                .flatMap(AccountScoring::firstPresent)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Stream<LocalDate> firstPresent(ArmHistory arm) {
        for (int i = 0; i < arm.days().size(); i++) {
            if (Fields.present(arm.days().get(i))) {
                return Stream.of(arm.firstDay().plusDays(i));
            }
        }
        return Stream.empty();
    }

    private void eachDay(Consumer<LocalDate> action) {
        LocalDate last =
                input.days().last().isBefore(history.lastDay()) ? input.days().last() : history.lastDay();
        for (LocalDate day = input.days().first(); !day.isAfter(last); day = day.plusDays(1)) {
            action.accept(day);
        }
    }

    private void arm(ArmHistory arm, Consumer<? super QualityScore> consumer) {
        BitSet due = complete.due(arm);
        BitSet expected = known.due(arm);
        Set<Metric> required = Fields.required(arm);
        eachDay(day -> {
            Subject subject = Subject.arm(arm.arm().id(), day);
            boolean isDue = at(complete, due, day);
            List<QualityScore> scores = new ArrayList<>();
            scores.add(one(subject, Dimension.COMPLETENESS, Fields.share(arm.on(day), required), isDue));
            boolean inTime = Fields.present(input.firstKnown().of(arm.arm().id(), day));
            scores.add(one(subject, Dimension.TIMELINESS, inTime ? 1 : 0, at(known, expected, day) && judged(day)));
            if (consistency.containsKey(subject)) {
                scores.add(consistency.get(subject));
            }
            double[] sum = new double[2];
            accuracy.add(arm, day, sum);
            scores.add(of(subject, Dimension.ACCURACY, sum));
            scores.add(one(subject, Dimension.PLAUSIBILITY, isStrange(subject, day) ? 0 : 1, isDue));
            scores.forEach(account);
            rows(subject, input.rows().of(arm.arm().id(), day), scores::add);
            scores.forEach(consumer);
        });
    }

    private void account(Consumer<? super QualityScore> consumer) {
        eachDay(day -> {
            Subject subject = Subject.account(history.account(), day);
            if (consistency.containsKey(subject)) {
                account.accept(consistency.get(subject));
            }
            account.of(subject, history.now()).forEach(consumer);
            rows(subject, input.rows().of(day), consumer);
        });
    }

    private void rows(Subject subject, RowTally rows, Consumer<? super QualityScore> consumer) {
        if (rows.fetched() > 0) {
            double fetched = rows.fetched();
            consumer.accept(of(subject, Dimension.VALIDITY, new double[] {fetched - rows.errors(), fetched}));
            consumer.accept(of(subject, Dimension.UNIQUENESS, new double[] {fetched - rows.duplicates(), fetched}));
        }
    }

    private static boolean at(Activity activity, BitSet days, LocalDate day) {
        int index = activity.index(day);
        return index >= 0 && days.get(index);
    }

    /** Whether a day had to be known by now, and somebody was looking. */
    private boolean judged(LocalDate day) {
        FirstKnown firstKnown = input.firstKnown();
        Instant deadline = firstKnown.deadline(day, history.account().zone());
        if (deadline.isAfter(history.now())) {
            return false;
        }
        return firstKnown.since() == null
                ? judgedFrom != null && !day.isBefore(judgedFrom)
                : !deadline.isBefore(firstKnown.since());
    }

    private boolean isStrange(Subject arm, LocalDate day) {
        return anomalies.contains(arm)
                || anomalies.contains(Subject.account(history.account(), day))
                || anomalies.contains(Subject.platform(history.account().platform(), day));
    }

    private void addBySpend(ArmHistory arm, Map<LocalDate, double[]> sums) {
        BitSet due = complete.due(arm);
        Set<Metric> required = Fields.required(arm);
        double spend = usualSpend(arm);
        sums.forEach((day, sum) -> {
            if (at(complete, due, day)) {
                sum[0] += spend * Fields.share(arm.on(day), required);
                sum[1] += spend;
            }
        });
    }

    /** Mean cost of the days with any, in units of the currency. */
    private static double usualSpend(ArmHistory arm) {
        return arm.days().stream()
                .mapToLong(day -> day.orZero(Metric.COST))
                .filter(cost -> cost > 0)
                .mapToDouble(Micros::toDouble)
                .average()
                .orElse(0);
    }

    private QualityScore one(Subject subject, Dimension dimension, double share, boolean due) {
        return of(subject, dimension, due ? new double[] {share, 1} : new double[2]);
    }

    private QualityScore of(Subject subject, Dimension dimension, double[] sum) {
        return new QualityScore(subject, dimension, Math.min(sum[0], sum[1]), sum[1], history.now());
    }
}
