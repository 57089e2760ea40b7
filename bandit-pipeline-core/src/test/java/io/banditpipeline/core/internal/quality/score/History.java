package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Accounts with few arms and days, written as one character a day: {@code x} active, {@code .} no row. */
final class History {
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final Account META = new Account("meta", "act_1", NEW_YORK, Currency.getInstance("USD"));
    static final Metrics ACTIVE = metrics(1_000, 50, 2, 100);

    private History() {}

    static Metrics metrics(long impressions, long clicks, long conversions, long cost) {
        return new Metrics(impressions, clicks, Micros.ofUnits(conversions), Micros.ofUnits(cost), Metrics.ABSENT);
    }

    static ArmHistory arm(String id, String days) {
        return arm(
                id, days.chars().mapToObj(c -> c == 'x' ? ACTIVE : Metrics.NONE).toList());
    }

    static ArmHistory arm(String id, List<Metrics> days) {
        Arm arm = Arm.of(id, "spring", META, "social", new EntityRef(Level.CAMPAIGN, id));
        return new ArmHistory(arm, FIRST, days, List.of());
    }

    /** All days of the arms are over and complete. */
    static AccountHistory account(int restatementDays, ArmHistory... arms) {
        LocalDate last = FIRST.plusDays(arms[0].days().size() - 1L);
        Instant now = last.plusDays(1).atStartOfDay(NEW_YORK).toInstant().plusSeconds(3_600);
        return new AccountHistory(META, now, last, now, restatementDays, List.of(arms));
    }

    static ScoreInput input(AccountHistory history) {
        return new ScoreInput(
                history,
                new DateRange(FIRST, history.lastDay()),
                new RowTallies(),
                FirstKnown.nothing(),
                List.of(),
                List.of());
    }

    static ScoreInput input(AccountHistory history, FirstKnown firstKnown) {
        ScoreInput input = input(history);
        return new ScoreInput(history, input.days(), input.rows(), firstKnown, input.pairs(), input.findings());
    }

    static List<QualityScore> scores(ScoreInput input) {
        List<QualityScore> scores = new ArrayList<>();
        AccountScoring.score(input, scores::add);
        return scores;
    }

    /** The scores of one arm or account over all days, added up. */
    static QualityScore total(List<QualityScore> scores, Dimension dimension, Subject subject) {
        Sums sums = new Sums(of -> Stream.of(withoutDay.apply(of)).filter(subject::equals));
        scores.forEach(sums);
        return sums.of(subject, Instant.EPOCH).stream()
                .filter(score -> score.dimension() == dimension)
                .findFirst()
                .orElse(new QualityScore(subject, dimension, 0, 0, Instant.EPOCH));
    }

    static QualityScore accountTotal(ScoreInput input, Dimension dimension) {
        return total(scores(input), dimension, Subject.account(META, null));
    }

    static final UnaryOperator<Subject> withoutDay = subject -> new Subject(subject.kind(), subject.id(), null);
}
