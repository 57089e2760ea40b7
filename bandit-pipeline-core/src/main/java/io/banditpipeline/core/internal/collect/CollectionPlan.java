package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Works out which complete days of an account are due: those beyond the watermark, and those that may still be
 * restated.
 */
final class CollectionPlan {
    private final int historyDays;

    /** @param historyDays how many days are fetched when nothing is known yet */
    CollectionPlan(int historyDays) {
        this.historyDays = historyDays;
    }

    /** The slices that are due, oldest first. */
    List<Slice> slices(MetricsSource source, Account account, Optional<Watermark> watermark, Instant now) {
        SourceProfile profile = source.profile();
        return due(profile, account, watermark, now)
                .flatMap(days -> within(source, account, days))
                .map(days -> days.split(profile.maxSliceDays()).stream()
                        .map(piece -> new Slice(source.id(), account, profile.level(), granularity(profile), piece))
                        .toList())
                .orElse(List.of());
    }

    /** Daily rows where a source has them: they are the platform's own sums. */
    static Granularity granularity(SourceProfile profile) {
        return profile.granularities().contains(Granularity.DAY) ? Granularity.DAY : Granularity.HOUR;
    }

    /** The last local day that is over. */
    static LocalDate lastCompleteDay(Account account, Instant now) {
        return now.atZone(account.zone()).toLocalDate().minusDays(1);
    }

    private Optional<DateRange> due(
            SourceProfile profile, Account account, Optional<Watermark> watermark, Instant now) {
        LocalDate last = lastCompleteDay(account, now);
        LocalDate history = last.minusDays(historyDays - 1L);
        LocalDate first = watermark
                .map(mark -> firstOpen(mark, account))
                .map(open -> earlier(open, last.plusDays(1)).minusDays(Math.min(profile.restatementDays(), 36_500)))
                .orElse(history);
        return first.isAfter(last) ? Optional.empty() : Optional.of(new DateRange(first, last));
    }

    /** A bounded source is asked for all that it covers on the first run, however far back that is. */
    private Optional<DateRange> within(MetricsSource source, Account account, DateRange days) {
        Optional<DateRange> coverage = source.coverage(account);
        if (coverage.isEmpty()) {
            return Optional.of(days);
        }
        boolean everything =
                source.profile().restatementDays() >= coverage.get().days();
        DateRange wanted = everything ? new DateRange(earlier(coverage.get().first(), days.last()), days.last()) : days;
        return wanted.intersection(coverage.get());
    }

    private static LocalDate firstOpen(Watermark watermark, Account account) {
        return watermark.completeUntil().atZone(account.zone()).toLocalDate();
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
