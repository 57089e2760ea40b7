package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.core.internal.quality.gate.GateEvidence;
import io.banditpipeline.core.internal.quality.gate.QualityGateKeeper;
import io.banditpipeline.core.internal.quality.score.OverallScore;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QualityStore.KnownFinding;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Assembles the report on the data's quality from what is stored. Stored scores are those of arms, accounts and
 * campaigns by day; those of platforms, and of all over the days, are added up here. Its memory grows with arms and
 * accounts, not with days or rows (R15). Thread-safe.
 */
public final class QualityReporter {
    /** The days that scores are added up over. */
    static final int DAYS = 28;

    private static final Duration FINDINGS = Duration.ofDays(60);
    private static final Duration RESOLVED = Duration.ofDays(14);
    private static final int MAX_ENTITIES = 100;
    private static final int LATEST_RUNS = 5;

    private final Storage storage;
    private final QualityGateKeeper gateKeeper;
    private final Map<String, Integer> restatementDays;

    /**
     * @param storage where scores, findings and held rows are
     * @param gates what data must reach
     * @param restatementDays how many past days are fetched again, the most of any source, by account key; of accounts
     *     that are missing, {@link SourceProfile#DEFAULT_RESTATEMENT_DAYS}
     */
    public QualityReporter(Storage storage, QualityGates gates, Map<String, Integer> restatementDays) {
        this.storage = storage;
        this.gateKeeper = new QualityGateKeeper(gates);
        this.restatementDays = Map.copyOf(restatementDays);
    }

    /** The report as things stand now. */
    public QualityReport report(Instant now) {
        KnownThings things = new KnownThings(storage.catalog());
        LocalDate last = things.lastDay(now);
        DateRange days = new DateRange(last.minusDays(DAYS - 1L), last);
        ScoreSums scores = new ScoreSums(things, days, now);
        storage.quality()
                .scores(
                        new DateRange(
                                days.first()
                                        .minusDays(mostDays(things.accounts().keySet())),
                                last),
                        scores);
        FoundThings found = new FoundThings(days, now.minus(RESOLVED));
        storage.quality().findings(now.minus(FINDINGS), found);
        QuarantineSummary held = new QuarantineSummary();
        storage.quarantine().held(Set.of(HeldRow.State.HELD), held);
        List<GateResult> gates = gates(things, scores, found, now);
        Ratings ratings = new Ratings(things, gates, found);
        return new QualityReport(
                now,
                days,
                OverallScore.of(scores.total(), ratings.cap(gates)),
                ratings.of(scores.sums(), now),
                ratings.ofDays(scores.accountDays()),
                gates,
                found.open(),
                found.resolved(),
                held.result(),
                parked(),
                rowsOfLatestRun());
    }

    private List<GateResult> gates(KnownThings things, ScoreSums scores, FoundThings found, Instant now) {
        List<GateResult> results = new ArrayList<>();
        List<KnownFinding> grave = found.forGates();
        things.accounts()
                .forEach((key, account) -> results.addAll(gateKeeper.judge(new GateEvidence(
                        Subject.account(account, null),
                        Set.of(Subject.platform(account.platform(), null)),
                        KnownThings.lastDay(account, now),
                        mostDays(Set.of(key)),
                        scores.daysOf(account),
                        grave))));
        things.accountsByCampaign()
                .forEach((campaign, accounts) -> results.addAll(gateKeeper.judgeCampaign(new GateEvidence(
                        Subject.campaign(campaign, null),
                        Set.of(),
                        lastDay(things, accounts, now),
                        mostDays(accounts),
                        scores.daysOfCampaign(campaign),
                        grave))));
        return results;
    }

    /** How many past days of any of some accounts are fetched again. */
    private int mostDays(Set<String> accounts) {
        return accounts.stream()
                .mapToInt(key -> restatementDays.getOrDefault(key, SourceProfile.DEFAULT_RESTATEMENT_DAYS))
                .max()
                .orElse(SourceProfile.DEFAULT_RESTATEMENT_DAYS);
    }

    private static LocalDate lastDay(KnownThings things, Set<String> accounts, Instant now) {
        return accounts.stream()
                .map(things.accounts()::get)
                .map(account -> KnownThings.lastDay(account, now))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> things.lastDay(now));
    }

    private List<Parked> parked() {
        List<Parked> parked = new ArrayList<>();
        new TreeMap<>(storage.quarantine().parkedByEntity()).forEach((account, entities) -> {
            Best<ParkedEntity> most = new Best<>(
                    Comparator.comparingLong(ParkedEntity::rows).reversed().thenComparing(ParkedEntity::id),
                    MAX_ENTITIES);
            entities.forEach((entity, rows) -> most.add(new ParkedEntity(entity, rows)));
            long rows = entities.values().stream().mapToLong(Long::longValue).sum();
            parked.add(new Parked(account, rows, most.listing()));
        });
        return parked;
    }

    private Map<String, Long> rowsOfLatestRun() {
        StepCounts counts = storage.runs().latest(RunQuery.latest(LATEST_RUNS)).stream()
                .filter(run -> !run.steps().isEmpty())
                .findFirst()
                .map(run -> run.steps().stream()
                        .filter(step -> step.parent() == null) // which has the rows of its parts
                        .map(step -> step.report().counts())
                        .reduce(StepCounts.ZERO, StepCounts::plus))
                .orElse(StepCounts.ZERO);
        return counts.equals(StepCounts.ZERO) ? Map.of() : named(counts);
    }

    private static Map<String, Long> named(StepCounts counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("fetched", counts.fetched());
        named.put("stored", counts.stored());
        named.put("restated", counts.changed());
        named.put("unchanged", counts.unchanged());
        named.put("duplicates", counts.duplicates());
        named.put("quarantined", counts.quarantined());
        named.put("parked", counts.parked());
        named.put("removed", counts.removed());
        return named;
    }
}
