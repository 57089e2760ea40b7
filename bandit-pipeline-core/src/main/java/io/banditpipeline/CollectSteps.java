package io.banditpipeline;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.collect.AccountCollection;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.FeedClaims;
import io.banditpipeline.core.internal.collect.Reach;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.RecentDays;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps that list accounts and bring them up to date, side by side. Thread-safe. */
final class CollectSteps {
    /** A step that only waits for its parts, which have time-outs of their own. */
    private static final Duration WHILE_PARTS_WORK = Duration.ofDays(30);

    private final PipelineConfig config;
    private final Collector collector;
    private final QualityCheck quality;
    private final BegunCollections begun = new BegunCollections();

    CollectSteps(PipelineConfig config, Collector collector, QualityCheck quality) {
        this.config = config;
        this.collector = collector;
        this.quality = quality;
    }

    /**
     * What collecting begins with.
     *
     * @param before the recent days as they were known when the last local day ended
     * @param accounts the accounts of each source by its id; of a source that failed to list them, none
     * @param failures why a source failed to list its accounts, by its id
     * @param claims which source delivers which account
     */
    record Prepared(
            RecentDays before,
            Map<String, List<Account>> accounts,
            Map<String, StepReport> failures,
            FeedClaims claims) {}

    /** What became of a source's accounts. */
    record Collected(List<AccountReport> reports) {}

    /** Forgets a run that will not be gone on with. */
    void forget(String runId) {
        begun.forget(runId);
    }

    /** Saves the catalogue, and asks every source for its accounts. */
    Step<Prepared> prepare(RunScope scope) {
        return Step.<Prepared>of("prepare", context -> {
                    config.storage().catalog().save(config.campaigns(), config.arms());
                    RecentDays before = quality.daysBefore(moment(config, context));
                    List<StepOutcome<List<Account>>> listed = context.sideBySide(config.sources().stream()
                            .map(source -> Step.of(
                                    "accounts of " + source.id(),
                                    part -> StepResult.of(List.copyOf(source.accounts()))))
                            .toList());
                    return StepResult.of(prepared(before, listed, scope));
                })
                .within(WHILE_PARTS_WORK);
    }

    private Prepared prepared(RecentDays before, List<StepOutcome<List<Account>>> listed, RunScope scope) {
        Map<String, List<Account>> accounts = new LinkedHashMap<>();
        Map<String, StepReport> failures = new HashMap<>();
        FeedClaims claims = new FeedClaims();
        for (int i = 0; i < listed.size(); i++) {
            MetricsSource source = config.sources().get(i);
            List<Account> found = listed.get(i).value().orElse(List.of());
            if (!listed.get(i).report().state().isGood()) {
                failures.put(source.id(), listed.get(i).report());
            }
            found.forEach(account -> claims.claim(source, account));
            accounts.put(
                    source.id(),
                    found.stream().filter(account -> isMeant(scope, account)).toList());
        }
        return new Prepared(before, accounts, failures, claims);
    }

    /**
     * Whether a run that is limited collects an account: one of the platforms, accounts and campaigns that it is for.
     */
    private boolean isMeant(RunScope scope, Account account) {
        return scope.includes(account)
                && (scope.campaigns().isEmpty()
                        || config.arms().stream()
                                .anyMatch(arm ->
                                        arm.account().equals(account) && scope.includesCampaign(arm.campaignId())));
    }

    /** Brings every source up to date, as far as a reach goes. */
    List<Step<Collected>> collect(Step<Prepared> prepare, Reach reach) {
        return config.sources().stream()
                .map(source -> Step.<Collected>of("collect " + source.id(), context -> {
                            Prepared prepared = Objects.requireNonNull(
                                    context.outcome(prepare).output());
                            StepReport failure = prepared.failures().get(source.id());
                            return failure == null ? collect(source, prepared, reach, context) : notListed(failure);
                        })
                        .needs(prepare)
                        .within(WHILE_PARTS_WORK))
                .toList();
    }

    private static StepResult<Collected> notListed(StepReport failure) {
        List<String> messages = new ArrayList<>(List.of("its accounts could not be listed"));
        messages.addAll(failure.messages());
        return new StepResult<>(StepState.FAILED, StepCounts.ZERO, messages, null, failure.mayPass());
    }

    private StepResult<Collected> collect(MetricsSource source, Prepared prepared, Reach reach, StepContext context) {
        List<AccountCollection> collections = prepared.accounts().getOrDefault(source.id(), List.of()).stream()
                .map(account -> begun.of(
                        context.runId(),
                        source.id() + " " + account.key(),
                        () -> collector.of(source, account, prepared.claims(), moment(config, context), reach)))
                .toList();
        List<StepOutcome<AccountReport>> outcomes = context.sideBySide(
                collections.stream().map(one -> part(source, one, prepared)).toList());
        List<AccountReport> reports = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            StepOutcome<AccountReport> outcome = outcomes.get(i);
            AccountCollection collection = collections.get(i);
            reports.add(outcome.value().orElseGet(() -> collection.report(Optional.of(lastMessage(outcome.report())))));
            messages.addAll(outcome.report().messages());
        }
        boolean broken = outcomes.stream()
                .anyMatch(outcome -> outcome.report().state() == StepState.FAILED
                        && !(outcome.failure() instanceof SourceException));
        boolean complete = reports.stream().allMatch(report -> report.failure().isEmpty());
        return new StepResult<>(
                broken ? StepState.FAILED : complete ? StepState.SUCCEEDED : StepState.PARTIAL,
                reports.stream().map(AccountReport::counts).reduce(StepCounts.ZERO, StepCounts::plus),
                messages,
                new Collected(reports),
                outcomes.stream().anyMatch(outcome -> outcome.report().mayPass()));
    }

    private static String lastMessage(StepReport report) {
        List<String> messages = report.messages();
        return messages.isEmpty() ? "it was " + report.state() : messages.get(messages.size() - 1);
    }

    private Step<AccountReport> part(MetricsSource source, AccountCollection collection, Prepared prepared) {
        return Step.of("collect " + source.id() + " " + collection.account().key(), context -> {
            collection.run(context.cancellation(), context::progress, slice -> recent(slice, prepared.before()));
            Optional<String> refused = collection.refusal();
            AccountReport report = collection.report(refused);
            return new StepResult<>(
                    refused.isEmpty() ? StepState.SUCCEEDED : StepState.PARTIAL,
                    report.counts(),
                    Stream.concat(collection.messages().stream(), refused.stream())
                            .toList(),
                    report,
                    false);
        });
    }

    /** Of an account that nothing was known of when the run began, the slices stored since are what is known. */
    private Map<String, ArmHistory> recent(Slice slice, RecentDays before) {
        return before.knows(slice.account())
                ? before.of(slice.account())
                : quality.recentDays(Map.of(slice.account().key(), slice.days().last()), RecentDays.none())
                        .of(slice.account());
    }

    /** Now, but not before the run began. */
    static Instant moment(PipelineConfig config, StepContext context) {
        Instant now = config.clock().instant().truncatedTo(ChronoUnit.MICROS);
        return now.isAfter(context.asOf()) ? now : context.asOf();
    }
}
