package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slices of one account in the making: days that its source can answer for, in pieces that it takes. */
final class SliceList {
    private static final int MOST_RESTATEMENT_DAYS = 36_500;

    private final MetricsSource source;
    private final SourceProfile profile;
    private final Account account;
    private final Optional<DateRange> coverage;
    private final List<PlannedSlice> slices = new ArrayList<>();

    /** @param profile what the source can do for the account */
    SliceList(MetricsSource source, SourceProfile profile, Account account) {
        this.source = source;
        this.profile = profile;
        this.account = account;
        this.coverage = source.coverage(account);
    }

    int maxSliceDays() {
        return profile.maxSliceDays();
    }

    int restatementDays() {
        return Math.min(profile.restatementDays(), MOST_RESTATEMENT_DAYS);
    }

    /** Whether the source is bounded and may restate all that it covers: it is asked for all of it every time. */
    boolean isRestatedAsAWhole() {
        return coverage.map(days -> profile.restatementDays() >= days.days()).orElse(false);
    }

    /** A day, or the first that the source can answer for if that is later. */
    LocalDate firstCovered(LocalDate day) {
        return coverage.map(DateRange::first)
                .filter(first -> first.isAfter(day))
                .orElse(day);
    }

    /** Adds some days; none if the last is before the first. */
    void oldestFirst(LocalDate first, LocalDate last) {
        oldestFirst(first, last, true);
    }

    /** Adds some days, cut from their end; none if the last is before the first. */
    void newestFirst(LocalDate first, LocalDate last) {
        covered(first, last).ifPresent(days -> {
            for (LocalDate to = days.last(); !to.isBefore(days.first()); ) {
                LocalDate from =
                        to.minusDays(Math.min(profile.maxSliceDays(), new DateRange(days.first(), to).days()) - 1);
                add(new DateRange(from, to), false, true, true);
                to = from.minusDays(1);
            }
        });
    }

    /** Adds a day that is not over, or before which others are missing. Nothing becomes complete. */
    void open(LocalDate day) {
        covered(day, day).ifPresent(days -> add(days, true, false, false));
    }

    /** Adds some days that are over, oldest first. Nothing becomes complete all the same. */
    void incomplete(LocalDate first, LocalDate last) {
        oldestFirst(first, last, false);
    }

    private void oldestFirst(LocalDate first, LocalDate last, boolean completes) {
        covered(first, last).ifPresent(days -> days.split(profile.maxSliceDays())
                .forEach(piece -> add(piece, false, completes, false)));
    }

    List<PlannedSlice> all() {
        return List.copyOf(slices);
    }

    private Optional<DateRange> covered(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            return Optional.empty();
        }
        DateRange days = new DateRange(first, last);
        return coverage.isEmpty() ? Optional.of(days) : days.intersection(coverage.get());
    }

    private void add(DateRange days, boolean open, boolean completes, boolean newestFirst) {
        slices.add(new PlannedSlice(
                new Slice(source.id(), account, profile.level(), CollectionPlan.granularity(profile), days),
                open,
                completes,
                newestFirst));
    }
}
