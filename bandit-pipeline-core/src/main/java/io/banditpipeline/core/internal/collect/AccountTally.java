package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.CleaningCounts;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.run.StepCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums up what became of an account's slices, each once, however often it was tried. Thread-safe. */
final class AccountTally {
    /** Messages that are kept (R15). */
    private static final int MAX_MESSAGES = 20;

    private final Account account;
    private final RowTallies tallies = new RowTallies();
    private final Map<Finding, Finding> findings = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private StepCounts counts = StepCounts.ZERO;
    private CleaningCounts cleaned = CleaningCounts.NONE;
    private @Nullable DateRange days;
    private @Nullable SliceOutcome refused;
    private int stored;

    AccountTally(Account account) {
        this.account = account;
    }

    /** How many slices are stored, and so the number of the one that comes next. */
    synchronized int stored() {
        return stored;
    }

    /**
     * Adds a slice unless another try, which was slow to stop, has added it already.
     *
     * @param number its place in the plan
     */
    synchronized void add(int number, SliceOutcome slice) {
        if (number != stored || refused != null) {
            return;
        }
        counts = counts.plus(slice.counts());
        cleaned = cleaned.plus(slice.cleaned());
        slice.remarks().forEach(this::say);
        if (!slice.planned().open()) {
            tallies.addAll(slice.tallies());
            slice.findings().forEach(finding -> findings.put(finding, finding));
            days = hull(days, slice.planned().slice().days());
        }
        if (slice.refusals().isEmpty()) {
            stored++;
        } else {
            refused = slice;
        }
    }

    /** Adds something that a person should know. */
    synchronized void say(String message) {
        if (messages.size() < MAX_MESSAGES) {
            messages.add(message);
        }
    }

    /** Why rules refuse the slice that comes next; empty if they do not. */
    synchronized Optional<String> refusal() {
        if (refused == null) {
            return Optional.empty();
        }
        String why = refused.refusals().stream()
                .map(finding -> "rule " + finding.rule() + ": " + finding.text())
                .collect(Collectors.joining("; "));
        return Optional.of("the slice of " + refused.planned().slice().days() + " is refused by " + why
                + "; its rows wait in quarantine to be released, corrected or rejected");
    }

    /** What a person should know. */
    synchronized List<String> messages() {
        List<String> all = new ArrayList<>(messages);
        cleaned.lines().forEach(line -> all.add(account.key() + ": " + line));
        return all;
    }

    /** What became of all slices so far. */
    synchronized AccountReport report(String source, int restatementDays, boolean upToDate, Optional<String> failure) {
        RowTallies copy = new RowTallies();
        copy.addAll(tallies);
        return new AccountReport(
                source,
                account,
                restatementDays,
                Optional.ofNullable(days),
                counts,
                copy,
                List.copyOf(findings.values()),
                upToDate,
                failure);
    }

    private static DateRange hull(@Nullable DateRange known, DateRange more) {
        return known == null
                ? more
                : new DateRange(
                        more.first().isBefore(known.first()) ? more.first() : known.first(),
                        more.last().isAfter(known.last()) ? more.last() : known.last());
    }
}
