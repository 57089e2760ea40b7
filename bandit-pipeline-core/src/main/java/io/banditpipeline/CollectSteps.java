package io.banditpipeline;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.core.internal.arm.ArmDirectory;
import io.banditpipeline.core.internal.call.CallRecorder;
import io.banditpipeline.core.internal.collect.AccountCollection;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.FeedClaims;
import io.banditpipeline.core.internal.collect.Reach;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.RecentDays;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.AccountListing.FailedAccount;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.workflow.Failures;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps that list accounts and bring them up to date, side by side. Thread-safe. */
final class CollectSteps {
    /** A step that only waits for its parts, which have time-outs of their own. */
    private static final Duration WHILE_PARTS_WORK = Duration.ofDays(30);

    /** How long a source may take to list its accounts, if a step may take longer. */
    private static final Duration LONGEST_LISTING = Duration.ofMinutes(5);

    /** What a source's step tells at most; its parts tell all of their own. */
    private static final int MAX_MESSAGES = 20;

    private final PipelineConfig config;
    private final Collector collector;
    private final QualityCheck quality;
    private final CallRecorder calls;
    private final BegunCollections begun = new BegunCollections();

    /** @param calls told of the calls that sources make; stored after each account */
    CollectSteps(PipelineConfig config, Collector collector, QualityCheck quality, CallRecorder calls) {
        this.config = config;
        this.collector = collector;
        this.quality = quality;
        this.calls = calls;
    }

    /**
     * What collecting begins with.
     *
     * @param before the recent days as they were known when the last local day ended
     * @param accounts the accounts of each source by its id; of a source that failed to list them, none
     * @param failedAccounts the accounts of each source that cannot be read, by its id
     * @param failures why a source failed to list its accounts, by its id
     * @param claims which source delivers which account
     * @param unlisted of what arms are to be made by rule and nothing was ever listed; empty if all was
     */
    record Prepared(
            RecentDays before,
            Map<String, List<Account>> accounts,
            Map<String, List<FailedAccount>> failedAccounts,
            Map<String, StepReport> failures,
            FeedClaims claims,
            List<String> unlisted) {}

    /**
     * What became of a source's accounts.
     *
     * @param reports of those that it could be asked for
     * @param failed the keys of those that it listed as failed
     */
    record Collected(List<AccountReport> reports, Set<String> failed) {}

    /** Forgets of a run what rules refuse, so that it is fetched and judged again. */
    void forgetRefused(String runId) {
        begun.forgetRefused(runId);
    }

    /** Forgets a run that will not be gone on with. */
    void forget(String runId) {
        begun.forget(runId);
    }

    /** Asks every source for its accounts, works out the arms, and saves the catalogue. */
    Step<Prepared> prepare(RunScope scope) {
        return Step.<Prepared>of("prepare", context -> {
                    List<StepOutcome<AccountListing>> listed = context.sideBySide(config.sources().stream()
                            .map(source -> Step.of(
                                            "accounts of " + source.id(), part -> StepResult.of(listingOf(source)))
                                    .within(listingWithin()))
                            .toList());
                    List<String> unlisted = new ArrayList<>(neverListed(listed));
                    List<String> remarks = new ArrayList<>(discover(context, listed, unlisted));
                    remarks.addAll(config.directory()
                            .refresh(sources(listed)
                                    .map(of -> new ArmDirectory.Listed(
                                            of.account(), of.source().profile().level()))
                                    .toList()));
                    RecentDays before = quality.daysBefore(moment(config, context));
                    return new StepResult<>(
                            StepState.SUCCEEDED,
                            StepCounts.ZERO,
                            remarks,
                            prepared(before, listed, scope, unlisted),
                            false);
                })
                .within(WHILE_PARTS_WORK);
    }

    /** An account of a source. */
    private record OfSource(MetricsSource source, Account account) {
        String sourceId() {
            return source.id();
        }

        String accountKey() {
            return account.key();
        }
    }

    private Stream<OfSource> sources(List<StepOutcome<AccountListing>> listed) {
        return IntStream.range(0, listed.size()).boxed().flatMap(i -> listed.get(i).value().stream()
                .flatMap(listing -> listing.accounts().stream())
                .distinct()
                .map(account -> new OfSource(config.sources().get(i), account)));
    }

    /** What failed to be listed and never delivered anything: nobody knows which arms it has. */
    private List<String> neverListed(List<StepOutcome<AccountListing>> listed) {
        if (!config.directory().discovers()) {
            return List.of();
        }
        List<Watermark> watermarks = config.storage().metrics().watermarks();
        Set<String> known = watermarks.stream().map(Watermark::source).collect(Collectors.toSet());
        Set<String> knownAccounts =
                watermarks.stream().map(Watermark::accountKey).collect(Collectors.toSet());
        Stream<String> sources = IntStream.range(0, listed.size())
                .filter(i -> listed.get(i).value().isEmpty())
                .mapToObj(i -> config.sources().get(i).id())
                .filter(source -> !known.contains(source))
                .map(source -> "the accounts of source '" + source + "'");
        Stream<String> accounts = listed.stream()
                .flatMap(outcome -> outcome.value().stream())
                .flatMap(listing -> listing.failed().stream())
                .map(FailedAccount::key)
                .distinct()
                .filter(key -> !knownAccounts.contains(key))
                .map(key -> "the entities of account " + key);
        return Stream.concat(sources, accounts).toList();
    }

    /**
     * Asks for the entities of every account, if arms are made of them; of one that fails those known stand.
     *
     * @param unlisted gets the accounts of which none are known
     */
    private List<String> discover(
            StepContext context, List<StepOutcome<AccountListing>> listed, List<String> unlisted) {
        if (!config.directory().discovers()) {
            return List.of();
        }
        // What one source does not list, another may: they are saved together, or each would bury the other's.
        Map<String, List<OfSource>> byAccount = sources(listed)
                .collect(Collectors.groupingBy(OfSource::accountKey, LinkedHashMap::new, Collectors.toList()));
        List<List<OfSource>> all = List.copyOf(byAccount.values());
        List<StepOutcome<Integer>> outcomes = context.sideBySide(all.stream()
                .map(of -> Step.<Integer>of(
                                "entities of "
                                        + of.stream().map(OfSource::sourceId).collect(Collectors.joining(", "))
                                        + " " + of.get(0).accountKey(),
                                part -> StepResult.of(saveEntities(of, moment(config, part))))
                        .within(listingWithin()))
                .toList());
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (outcomes.get(i).value().isPresent()) {
                continue;
            }
            Account account = all.get(i).get(0).account();
            if (config.storage().catalog().entities(account).isEmpty()) {
                unlisted.add("the entities of account " + account.key());
            }
            if (remarks.size() < MAX_MESSAGES) {
                remarks.add("the entities of " + account.key()
                        + " could not be listed, so that its arms stay as they were: "
                        + String.join("; ", outcomes.get(i).report().messages()));
            }
        }
        calls.flush();
        return remarks;
    }

    /**
     * Saves what all sources of an account list; of an entity that several list, what the first says. Sources that list
     * nothing cannot tell: if all do, nothing is taken to be removed.
     */
    private int saveEntities(List<OfSource> sources, Instant now) {
        List<Entity> entities = new ArrayList<>();
        Set<EntityRef> known = new HashSet<>();
        for (OfSource of : sources) {
            List<Entity> more = of.source().entities(of.account()).stream()
                    .filter(entity -> !known.contains(entity.ref()))
                    .toList();
            more.forEach(entity -> known.add(entity.ref()));
            entities.addAll(more);
        }
        if (!entities.isEmpty()) {
            config.storage().catalog().saveEntities(sources.get(0).account(), entities, now);
        }
        return entities.size();
    }

    /** Every source waits for the lists of all, so one that hangs must not hold the others up for long. */
    private Duration listingWithin() {
        Duration timeout = config.orchestration().stepTimeout();
        return timeout.compareTo(LONGEST_LISTING) < 0 ? timeout : LONGEST_LISTING;
    }

    /** Sources may be written without null checks, so what the compiler rules out here can come all the same. */
    private static AccountListing listingOf(MetricsSource source) {
        return Objects.requireNonNull(
                source.listAccounts(),
                () -> "source '" + source.id() + "' returned null instead of its accounts: mend the source");
    }

    private Prepared prepared(
            RecentDays before, List<StepOutcome<AccountListing>> listed, RunScope scope, List<String> unlisted) {
        Map<String, List<Account>> accounts = new LinkedHashMap<>();
        Map<String, List<FailedAccount>> failedAccounts = new HashMap<>();
        Map<String, StepReport> failures = new HashMap<>();
        List<FeedClaims.Listed> all = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            MetricsSource source = config.sources().get(i);
            AccountListing listing = listed.get(i).value().orElseGet(() -> AccountListing.of(List.of()));
            List<Account> found = listing.accounts();
            boolean failed = !listed.get(i).report().state().isGood();
            if (failed) {
                failures.put(source.id(), listed.get(i).report());
            }
            all.add(new FeedClaims.Listed(
                    source,
                    found,
                    failed,
                    listing.failed().stream().map(FailedAccount::key).collect(Collectors.toSet())));
            failedAccounts.put(
                    source.id(),
                    listing.failed().stream()
                            .filter(account -> isMeant(scope, account.platform(), account.key()))
                            .toList());
            accounts.put(
                    source.id(),
                    found.stream()
                            .distinct()
                            .filter(account -> isMeant(scope, account.platform(), account.key()))
                            .toList());
        }
        List<Watermark> watermarks = config.storage().metrics().watermarks();
        return new Prepared(
                before, accounts, failedAccounts, failures, FeedClaims.of(all, watermarks), List.copyOf(unlisted));
    }

    /**
     * Whether a run that is limited collects an account: one of the platforms, accounts and campaigns that it is for.
     */
    private boolean isMeant(RunScope scope, String platform, String accountKey) {
        return (scope.platforms().isEmpty() || scope.platforms().contains(platform))
                && (scope.accounts().isEmpty() || scope.accounts().contains(accountKey))
                && (scope.campaigns().isEmpty()
                        || config.arms().stream()
                                .anyMatch(arm -> arm.account().key().equals(accountKey)
                                        && scope.includesCampaign(arm.campaignId())));
    }

    /** Says which days of an account are meant at a moment. */
    @FunctionalInterface
    interface Reaches {
        /** The days. */
        Reach of(Account account, Instant now);
    }

    /** Brings every source up to date, as far as a reach goes. */
    List<Step<Collected>> collect(Step<Prepared> prepare, Reaches reach) {
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

    private StepResult<Collected> collect(MetricsSource source, Prepared prepared, Reaches reach, StepContext context) {
        Instant now = moment(config, context);
        List<Feed> feeds = prepared.accounts().getOrDefault(source.id(), List.of()).stream()
                .map(account -> new Feed(
                        source,
                        account,
                        begun.of(
                                context.runId(),
                                source.id() + " " + account.key(),
                                now,
                                () -> collector.of(source, account, now, reach.of(account, now)))))
                .toList();
        List<FailedAccount> failed = prepared.failedAccounts().getOrDefault(source.id(), List.of());
        List<StepOutcome<AccountReport>> all = context.sideBySide(Stream.concat(
                        feeds.stream().map(feed -> part(feed, prepared)),
                        failed.stream().map(account -> notReadable(source, account)))
                .toList());
        List<StepOutcome<AccountReport>> outcomes = all.subList(0, feeds.size());
        List<AccountReport> reports = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            StepOutcome<AccountReport> outcome = outcomes.get(i);
            AccountReport report = outcome.value().orElseGet(feeds.get(i).failed(outcome));
            reports.add(report);
            messages.addAll(feeds.get(i).collection().messages());
            report.failure().ifPresent(why -> messages.add(report.account().key() + " is not up to date: " + why));
        }
        failed.forEach(account -> messages.add(notUpToDate(account)));
        boolean complete = failed.isEmpty()
                && reports.stream().allMatch(report -> report.failure().isEmpty());
        return new StepResult<>(
                isBroken(outcomes) ? StepState.FAILED : complete ? StepState.SUCCEEDED : StepState.PARTIAL,
                reports.stream().map(AccountReport::counts).reduce(StepCounts.ZERO, StepCounts::plus),
                messages.stream().limit(MAX_MESSAGES).toList(),
                new Collected(reports, failed.stream().map(FailedAccount::key).collect(Collectors.toSet())),
                all.stream().anyMatch(outcome -> outcome.report().mayPass()));
    }

    /** Fails as the account did: a step of its own, so that it stands in the run's report beside the others. */
    private static Step<AccountReport> notReadable(MetricsSource source, FailedAccount account) {
        SourceException failure = account.failure();
        return Step.of(
                "collect " + source.id() + " " + account.key(),
                context -> new StepResult<>(
                        StepState.FAILED,
                        StepCounts.ZERO,
                        List.of(Failures.text(failure)),
                        null,
                        Failures.mayPass(failure)));
    }

    private static String notUpToDate(FailedAccount account) {
        return account.key() + " is not up to date: " + Failures.text(account.failure());
    }

    /** Whether a failure was none that a source may throw: a bug, or the storage. */
    private static boolean isBroken(List<StepOutcome<AccountReport>> outcomes) {
        return outcomes.stream()
                .anyMatch(outcome -> outcome.report().state() == StepState.FAILED
                        && !(outcome.failure() instanceof SourceException));
    }

    /** An account of a source and its collection. */
    private record Feed(MetricsSource source, Account account, AccountCollection collection) {
        String name() {
            return "collect " + source.id() + " " + account.key();
        }

        Supplier<AccountReport> failed(StepOutcome<AccountReport> outcome) {
            Throwable failure = outcome.failure();
            List<String> messages = outcome.report().messages();
            String why = failure != null
                    ? Failures.text(failure)
                    : messages.isEmpty() ? "it was " + outcome.report().state() : messages.get(messages.size() - 1);
            return () -> collection.report(Optional.of(why));
        }
    }

    private Step<AccountReport> part(Feed feed, Prepared prepared) {
        return Step.of(feed.name(), context -> {
            Optional<SourceException> claimed = prepared.claims().refusal(feed.source(), feed.account());
            if (claimed.isPresent()) {
                throw claimed.get();
            }
            AccountCollection collection = feed.collection();
            try {
                collection.run(context.cancellation(), context::progress, slice -> recent(slice, prepared.before()));
            } finally {
                calls.flush();
            }
            AccountReport report = collection.report(Optional.empty());
            return new StepResult<>(
                    report.failure().isEmpty() ? StepState.SUCCEEDED : StepState.PARTIAL,
                    report.counts(),
                    Stream.concat(collection.messages().stream(), report.failure().stream())
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
