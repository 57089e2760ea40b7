package io.banditpipeline.core.internal.quality;

import io.banditpipeline.core.internal.quality.score.AccountScoring;
import io.banditpipeline.core.internal.quality.score.FirstKnown;
import io.banditpipeline.core.internal.quality.score.ScoreInput;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.Storage;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Scores what a run has stored, and keeps the scores. Of an account every recent day is scored again, of an arm the
 * last day and those of which something changed. Used once; not thread-safe.
 */
final class Scoring {
    /** Days whose arrival is watched. */
    private static final int WATCHED_DAYS = 7;

    /** Days that are compared with what was first seen of them once they are final: several, should a run be missed. */
    private static final int FINAL_DAYS = 3;

    private static final int SCORED_DAYS = 28;
    private static final int CHUNK = 10_000;
    private static final Set<Dimension> OF_ROWS =
            Set.of(Dimension.COMPLETENESS, Dimension.VALIDITY, Dimension.UNIQUENESS, Dimension.PLAUSIBILITY);

    private final Storage storage;
    private final FirstKnownReader firstKnown;
    private final List<QualityScore> chunk = new ArrayList<>();

    Scoring(Storage storage) {
        this.storage = storage;
        this.firstKnown = new FirstKnownReader(storage.metrics());
    }

    /**
     * Scores accounts.
     *
     * @param accounts the accounts with their recent days
     * @param tallies what became of the rows, by account key
     * @param findings what was found about accounts, arms and platforms
     */
    void score(Collection<AccountHistory> accounts, Map<String, RowTallies> tallies, Collection<Finding> findings) {
        Map<ZoneId, List<AccountHistory>> byZone = accounts.stream()
                .collect(Collectors.groupingBy(account -> account.account().zone()));
        byZone.values().forEach(zone -> scoreZone(zone, tallies, findings));
        flush();
    }

    private void scoreZone(List<AccountHistory> zone, Map<String, RowTallies> tallies, Collection<Finding> findings) {
        LocalDate last = zone.get(0).lastDay();
        DateRange watched = new DateRange(last.minusDays(WATCHED_DAYS - 1L), last);
        Map<String, FirstKnown> inTime = firstKnown.read(zone, watched);
        for (AccountHistory account : zone) {
            RowTallies rows = tallies.getOrDefault(account.account().key(), new RowTallies());
            News news = new News(account, rows, findings);
            DateRange older = new DateRange(
                    last.minusDays(SCORED_DAYS - 1L), watched.first().minusDays(1));
            FirstKnown known = inTime.getOrDefault(account.account().key(), FirstKnown.nothing());
            keep(input(account, older, rows, FirstKnown.nothing(), findings), news, OF_ROWS::contains);
            keep(input(account, watched, rows, known, findings), news, dimension -> dimension != Dimension.ACCURACY);
        }
        scoreFinal(zone, findings);
    }

    /** Compares the days that have just become final with what was first seen of them. */
    private void scoreFinal(List<AccountHistory> zone, Collection<Finding> findings) {
        zone.stream()
                .collect(Collectors.groupingBy(AccountHistory::restatementDays))
                .forEach((restatementDays, accounts) -> {
                    LocalDate last = accounts.get(0).lastDay().minusDays(restatementDays);
                    DateRange days = new DateRange(last.minusDays(FINAL_DAYS - 1L), last);
                    if (restatementDays + FINAL_DAYS > RecentDays.DAYS) {
                        return;
                    }
                    Map<String, FirstKnown> known = firstKnown.read(accounts, days);
                    accounts.forEach(account -> AccountScoring.score(
                            input(
                                    account,
                                    days,
                                    new RowTallies(),
                                    known.getOrDefault(account.account().key(), FirstKnown.nothing()),
                                    findings),
                            score -> {
                                if (score.dimension() == Dimension.ACCURACY) {
                                    keep(score);
                                }
                            }));
                });
    }

    private static ScoreInput input(
            AccountHistory account, DateRange days, RowTallies rows, FirstKnown known, Collection<Finding> findings) {
        return new ScoreInput(account, days, rows, known, List.of(), findings);
    }

    private void keep(ScoreInput input, News news, Predicate<Dimension> wanted) {
        AccountScoring.score(input, score -> {
            if (wanted.test(score.dimension()) && news.contains(score.subject())) {
                keep(score);
            }
        });
    }

    private void keep(QualityScore score) {
        chunk.add(score);
        if (chunk.size() == CHUNK) {
            flush();
        }
    }

    private void flush() {
        if (!chunk.isEmpty()) {
            storage.quality().saveScores(List.copyOf(chunk));
            chunk.clear();
        }
    }

    /** What may score otherwise than in the run before. */
    private static final class News {
        private final AccountHistory account;
        private final RowTallies rows;
        private final Map<String, ArmHistory> arms = new HashMap<>();
        private final Set<Subject> found = new HashSet<>();

        News(AccountHistory account, RowTallies rows, Collection<Finding> findings) {
            this.account = account;
            this.rows = rows;
            account.arms().forEach(arm -> arms.put(arm.arm().id(), arm));
            findings.forEach(finding -> found.add(finding.subject()));
        }

        boolean contains(Subject subject) {
            LocalDate day = subject.day();
            ArmHistory arm = arms.get(subject.id());
            if (subject.kind() != Subject.Kind.ARM || day == null || arm == null) {
                return true;
            }
            RowTally tally = rows.of(subject.id(), day);
            return !day.isBefore(account.lastDay())
                    || !arm.before(day).equals(arm.on(day))
                    || tally.errors() + tally.duplicates() > 0
                    || found.contains(subject);
        }
    }
}
