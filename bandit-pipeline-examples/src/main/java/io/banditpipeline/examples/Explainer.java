package io.banditpipeline.examples;

import io.banditpipeline.Workflows;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.store.Watermark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers from the storage why arms got the budgets that they got. */
final class Explainer {
    /** How far back the plan of an earlier day is looked for: runs may plan a day many times. */
    private static final int PLANS_LOOKED_AT = 200;

    private final Storage storage;

    Explainer(Storage storage) {
        this.storage = storage;
    }

    /**
     * Explains the latest plan of a campaign.
     *
     * @param campaignId the campaign; empty for the only one
     */
    Explanation latest(Optional<String> campaignId, Optional<String> armId) {
        String campaign = campaignId.map(this::requireCampaign).orElseGet(this::onlyCampaign);
        Allocation latest = storage.decisions().latest(campaign, 1).stream()
                .findFirst()
                .orElseThrow(() -> refused("There is no plan of campaign " + campaign + " yet: 'daily' makes one"));
        return explain(latest, armId);
    }

    /** Explains a plan. */
    Explanation of(String allocationId, Optional<String> armId) {
        Allocation plan = storage.decisions()
                .allocation(allocationId)
                .orElseThrow(() -> refused("There is no plan with the id " + allocationId
                        + ": 'daily' and 'explain' with --json tell the ids of plans"));
        return explain(plan, armId);
    }

    private Explanation explain(Allocation plan, Optional<String> armId) {
        DecisionStore decisions = storage.decisions();
        List<Allocation> plans = decisions.latest(plan.campaignId(), PLANS_LOOKED_AT);
        boolean isLatest = !plans.isEmpty() && plans.get(0).id().equals(plan.id());
        List<Arm> catalog = storage.catalog().arms(plan.campaignId());
        Set<String> accounts = catalog.stream().map(arm -> arm.account().key()).collect(Collectors.toSet());
        List<Watermark> feeds = storage.metrics().watermarks().stream()
                .filter(mark -> accounts.contains(mark.accountKey()))
                .toList();
        return new Explanation(
                plan,
                armId.map(id -> List.of(requireArm(plan, id))).orElse(plan.arms()),
                plans.stream().filter(other -> other.day().isBefore(plan.day())).findFirst(),
                Optional.ofNullable(plan.record().modelRunId()).flatMap(decisions::modelRun),
                catalog.stream().collect(Collectors.toMap(Arm::id, Function.identity())),
                isLatest
                        ? decisions.states(plan.campaignId()).stream()
                                .collect(Collectors.toMap(ArmState::armId, Function.identity()))
                        : Map.of(),
                feeds,
                heldRows(accounts, plan.campaignId()),
                parkedRows(accounts),
                plan.state() == Allocation.State.HELD ? failures() : List.of());
    }

    private long heldRows(Set<String> accounts, String campaignId) {
        long[] rows = {0};
        storage.quarantine().held(Set.of(HeldRow.State.HELD), row -> {
            if (accounts.contains(row.subject()) || row.subject().equals(campaignId)) {
                rows[0]++;
            }
        });
        return rows[0];
    }

    private long parkedRows(Set<String> accounts) {
        return storage.quarantine().parkedByEntity().entrySet().stream()
                .filter(entry -> accounts.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<String> failures() {
        return storage.runs().latest(RunQuery.of(Workflows.DAILY, 1)).stream()
                .filter(run -> run.state() != RunState.SUCCEEDED)
                .flatMap(run -> run.steps().stream())
                .filter(step -> step.parent() == null)
                .map(StoredStep::report)
                .filter(report -> !report.state().isGood())
                .map(Explainer::failure)
                .toList();
    }

    private static String failure(StepReport step) {
        List<String> messages = step.messages();
        return step.name() + " " + step.state() + (messages.isEmpty() ? "" : ": " + messages.get(messages.size() - 1));
    }

    private String requireCampaign(String id) {
        List<String> known = campaigns();
        if (!known.contains(id)) {
            throw refused("There is no campaign '" + id + "'; the campaigns are " + known);
        }
        return id;
    }

    private String onlyCampaign() {
        List<String> known = campaigns();
        if (known.isEmpty()) {
            throw refused("There is no campaign yet: 'daily' makes plans");
        }
        if (known.size() > 1) {
            throw new UsageException("Option --campaign is needed: the campaigns are " + known + ".");
        }
        return known.get(0);
    }

    private List<String> campaigns() {
        return storage.catalog().campaigns().stream().map(Campaign::id).toList();
    }

    private static ArmAllocation requireArm(Allocation plan, String id) {
        List<String> known = plan.arms().stream().map(ArmAllocation::armId).toList();
        return plan.arms().stream()
                .filter(arm -> arm.armId().equals(id))
                .findFirst()
                .orElseThrow(() -> refused(
                        "The plan has no arm '" + id + "'." + Nearest.hint(id, known) + " Its arms are " + known));
    }

    private static PipelineException refused(String message) {
        return new PipelineException(ErrorCode.INVALID_INPUT, message);
    }
}
