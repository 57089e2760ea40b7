package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.AccountRules;
import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.CleaningCounts;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.run.Progress;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one account of a source up to date. Used once; not thread-safe. */
final class AccountCollection {
    private static final Logger LOG = LoggerFactory.getLogger(AccountCollection.class);

    private final Storage storage;
    private final MetricsSource source;
    private final Account account;
    private final Level level;
    private final AccountRules rules;
    private final Instant now;
    private final InstantSource clock;
    private final Progress progress;
    private final RowTallies tallies = new RowTallies();
    private final Map<Finding, Finding> findings = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private StepCounts counts = StepCounts.ZERO;
    private CleaningCounts cleaned = CleaningCounts.NONE;
    private @Nullable DateRange days;
    private List<Finding> refusals = List.of();
    private @Nullable DateRange refused;

    AccountCollection(
            Storage storage,
            MetricsSource source,
            Account account,
            AccountRules rules,
            Instant now,
            InstantSource clock,
            Progress progress) {
        this.storage = storage;
        this.source = source;
        this.account = account;
        this.level = source.profile().level();
        this.rules = rules;
        this.now = now;
        this.clock = clock;
        this.progress = progress;
    }

    /** Lets rows back in that may count by now: parked ones whose entity has an arm, held ones whose rules changed. */
    void readmit() {
        SliceReceipt readmitted = storage.quarantine().readmit(account, level);
        long parked = readmitted.added() + readmitted.changed();
        if (parked > 0) {
            messages.add(account.key() + ": " + parked
                    + " parked rows were admitted, since their entities now belong to arms");
        }
        long released = new Reexamination(storage, source.id(), account, level, rules, now).run();
        if (released > 0) {
            messages.add(account.key() + ": " + released
                    + " held rows were released, since the rules that they broke have changed");
        }
    }

    /**
     * Fetches and stores slices, oldest first, until one is refused.
     *
     * @param recent gives what is stored of the days before and in a slice, by arm
     */
    void collect(List<Slice> slices, Function<Slice, Map<String, ArmHistory>> recent) {
        for (int i = 0; i < slices.size() && refusals.isEmpty(); i++) {
            Slice slice = slices.get(i);
            progress.advanced("collect " + source.id(), i, slices.size(), slice.toString());
            collect(slice, recent.apply(slice));
        }
        progress.advanced("collect " + source.id(), slices.size(), slices.size(), account.key() + " is done");
    }

    private void collect(Slice slice, Map<String, ArmHistory> recent) {
        Map<String, String> arms = storage.catalog().armsByEntity(account, level);
        Decided decided = new Decided(slice, storage.quarantine().decided(source.id(), account.key(), slice.days()));
        RowJudge judge = new RowJudge(rules, new BatchContext(slice, now, recent, arms));
        try (SliceBuffer buffer = new SliceBuffer(slice, now, clock, arms, judge, decided, tallies)) {
            source.fetch(slice, buffer);
            buffer.end();
            StepCounts stored = buffer.refusals().isEmpty()
                    ? buffer.counts(storage.metrics().replace(buffer))
                    : refuse(slice, buffer);
            LOG.debug("{} {}", slice, stored);
            counts = counts.plus(stored);
            cleaned = cleaned.plus(buffer.cleaned());
            buffer.findings().forEach(finding -> findings.put(finding, finding));
            messages.addAll(buffer.remarks());
            days = days == null
                    ? slice.days()
                    : new DateRange(days.first(), slice.days().last());
        }
    }

    /** Holds all rows of a slice; its watermark stays, so that it is fetched again. */
    private StepCounts refuse(Slice slice, SliceBuffer buffer) {
        refusals = buffer.refusals();
        refused = slice.days();
        long held = storage.quarantine().hold(slice, now, buffer.refused());
        LOG.warn(
                "{} refused rules={} held={}",
                slice,
                refusals.stream().map(Finding::rule).toList(),
                held);
        return buffer.refusedCounts(held);
    }

    /** Why the account is not up to date, or empty if it is. */
    Optional<String> failure() {
        if (refusals.isEmpty()) {
            return Optional.empty();
        }
        String why = refusals.stream()
                .map(finding -> "rule " + finding.rule() + ": " + finding.text())
                .collect(Collectors.joining("; "));
        return Optional.of("the slice of " + refused + " is refused by " + why
                + "; its rows wait in quarantine to be released, corrected or rejected");
    }

    /** What a person should know. */
    List<String> messages() {
        List<String> all = new ArrayList<>(messages);
        cleaned.lines().forEach(line -> all.add(account.key() + ": " + line));
        return all;
    }

    /** What became of the account. */
    AccountReport report(Optional<String> failure) {
        return new AccountReport(
                source.id(),
                account,
                source.profile().restatementDays(),
                Optional.ofNullable(days),
                counts,
                tallies,
                List.copyOf(findings.values()),
                failure);
    }
}
