package io.banditpipeline.core.internal.health;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.core.internal.health.Spending.OfArm;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what is wrong with data and with the decisions that rest on it. Pure functions of the snapshot. */
final class DataRules {
    private static final int NAMED_ENTITIES = 5;
    private static final int NAMED_ARMS = 3;
    private static final double PERCENT = 100;

    private DataRules() {}

    static List<Problem> of(Snapshot now, HealthSettings settings) {
        List<Problem> problems = new ArrayList<>(gates(now.quality()));
        now.latest().stream()
                .filter(allocation -> allocation.state() == Allocation.State.HELD && !isDecidedSince(allocation, now))
                .map(DataRules::held)
                .forEach(problems::add);
        now.spendings().stream()
                .filter(spending -> spending.allocatedMicros() > 0
                        && spending.spentMicros() < settings.underspendShare() * spending.allocatedMicros())
                .map(DataRules::unspent)
                .forEach(problems::add);
        now.quality().parked().stream()
                .filter(parked -> parked.rows() > 0)
                .map(DataRules::unmapped)
                .forEach(problems::add);
        waiting(now, settings).ifPresent(problems::add);
        return problems;
    }

    private static List<Problem> gates(QualityReport report) {
        Map<String, List<String>> failed = report.gates().stream()
                .filter(GateResult::failed)
                .collect(Collectors.groupingBy(
                        gate -> gate.subject().toString(),
                        TreeMap::new,
                        Collectors.mapping(GateResult::text, Collectors.toList())));
        return failed.entrySet().stream()
                .map(entry -> ProblemCode.QUALITY_GATE.critical(
                        entry.getKey(),
                        "The data of " + entry.getKey() + " is not fit to decide on: "
                                + String.join("; ", entry.getValue()),
                        "see the quality report for the rows and days; plans that rest on it are held until then"))
                .toList();
    }

    /**
     * Whether a plan was decided on since: if it rests on what an earlier decision rested on, it is that decision, and
     * no later one is stored.
     */
    private static boolean isDecidedSince(Allocation held, Snapshot now) {
        String planning = "plan " + held.campaignId();
        return now.recent().stream()
                .filter(run -> run.endedAt() != null
                        && run.endedAt().isAfter(held.record().asOf()))
                .flatMap(run -> run.steps().stream())
                .map(StoredStep::report)
                .anyMatch(step -> step.name().equals(planning) && step.state() == StepState.SUCCEEDED);
    }

    private static Problem held(Allocation allocation) {
        return ProblemCode.ALLOCATION_HELD.critical(
                allocation.campaignId(),
                "The plan of " + allocation.campaignId() + " for " + allocation.day()
                        + " is held, so that older budgets stand: " + allocation.reason(),
                "mend what the reason names, and run again");
    }

    private static Problem unspent(Spending spending) {
        String arms = spending.arms().stream()
                .filter(arm -> arm.missing() > 0)
                .sorted(Comparator.comparingDouble(OfArm::missing).reversed().thenComparing(OfArm::armId))
                .limit(NAMED_ARMS)
                .map(arm -> arm.armId() + " " + money(arm.spentMicros()) + " of " + money(arm.allocatedMicros()))
                .collect(Collectors.joining(", "));
        return ProblemCode.BUDGET_UNSPENT.warning(
                spending.campaignId(),
                "Campaign " + spending.campaignId() + " spent " + money(spending.spentMicros()) + " of the "
                        + money(spending.allocatedMicros()) + " " + spending.currency() + " that it was given for "
                        + spending.days() + ", " + Math.round(PERCENT * share(spending)) + " %; most is missing at "
                        + arms,
                "check that the budgets reach the platforms, that the ads run, and that bids let them spend");
    }

    private static double share(Spending spending) {
        return (double) spending.spentMicros() / spending.allocatedMicros();
    }

    /** The words that hosts know from the first version on. */
    private static Problem unmapped(Parked parked) {
        String names = parked.entities().shown().stream()
                .limit(NAMED_ENTITIES)
                .map(ParkedEntity::id)
                .collect(Collectors.joining(", "));
        long more = parked.entities().total()
                - Math.min(NAMED_ENTITIES, parked.entities().shown().size());
        return ProblemCode.ENTITIES_UNMAPPED.warning(
                parked.account(),
                parked.rows() + " rows of " + parked.account() + " are parked, because no arm has their entities: "
                        + names + (more > 0 ? " and " + more + " more" : ""),
                "map them to arms; their rows then count from their own days on");
    }

    private static Optional<Problem> waiting(Snapshot now, HealthSettings settings) {
        Instant before = now.at().minus(settings.heldRowAge());
        return now.quality().held().rules().stream()
                .filter(rule -> rule.oldest().isBefore(before))
                .min(Comparator.comparing(HeldRule::oldest))
                .map(rule -> ProblemCode.QUARANTINE_WAITING.warning(
                        "quarantine",
                        now.quality().held().rows() + " rows wait in quarantine, the oldest, held by rule "
                                + rule.rule()
                                + ", since " + rule.oldest() + ", "
                                + Duration.between(rule.oldest(), now.at()).toDays() + " days",
                        "release, correct or reject them"));
    }

    private static String money(long micros) {
        return Micros.toDecimal(micros).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
