package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.quality.RecentDays;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Works out which slices of an account are due, and in which order. What is complete of a feed has no holes, so slices
 * come in such an order that each touches what is complete by then: later days oldest first, earlier days newest first.
 */
final class CollectionPlan {
    private final int historyDays;

    /** @param historyDays how many days are wanted of an account */
    CollectionPlan(int historyDays) {
        this.historyDays = historyDays;
    }

    /**
     * The slices that are due, in the order in which they are to be fetched.
     *
     * @param profile what the source can do for the account
     * @param watermark what is complete of the feed, if anything
     */
    List<PlannedSlice> slices(
            MetricsSource source,
            SourceProfile profile,
            Account account,
            Optional<Watermark> watermark,
            Instant now,
            Reach reach) {
        Optional<Complete> complete = watermark.map(mark -> Complete.of(mark, account));
        LocalDate last = lastCompleteDay(account, now);
        SliceList slices = new SliceList(source, profile, account);
        if (reach instanceof Reach.Recent) {
            recent(slices, complete, last);
        } else if (reach instanceof Reach.Days days) {
            days(slices, complete, upTo(last, days.range()));
        } else if (reach instanceof Reach.Missing missing) {
            missing(slices, complete, upTo(last, missing.range()));
        } else {
            due(slices, complete, last);
        }
        return slices.all();
    }

    /** Daily rows where a source has them: they are the platform's own sums. */
    static Granularity granularity(SourceProfile profile) {
        return profile.granularities().contains(Granularity.DAY) ? Granularity.DAY : Granularity.HOUR;
    }

    /** The last local day that is over. */
    static LocalDate lastCompleteDay(Account account, Instant now) {
        return now.atZone(account.zone()).toLocalDate().minusDays(1);
    }

    /** The first of the days that decisions and rules look at. */
    static LocalDate firstRecentDay(LocalDate last) {
        return last.minusDays(RecentDays.DAYS - 1L);
    }

    /**
     * What is complete of a feed, in whole local days.
     *
     * @param from the first such day
     * @param open the first day after it that is not complete
     */
    private record Complete(LocalDate from, LocalDate open) {
        static Complete of(Watermark watermark, Account account) {
            LocalDate first = watermark.completeFrom().atZone(account.zone()).toLocalDate();
            boolean whole = !first.atStartOfDay(account.zone()).toInstant().isBefore(watermark.completeFrom());
            return new Complete(
                    whole ? first : first.plusDays(1),
                    watermark.completeUntil().atZone(account.zone()).toLocalDate());
        }
    }

    /**
     * Days before all that is complete are fetched because they are wanted, never because they may be restated: of a
     * collection that was cut off, what is complete ends long ago, and what may be restated from there on begins before
     * all that would be stored had it not been (R14).
     */
    private void due(SliceList slices, Optional<Complete> complete, LocalDate last) {
        boolean everything = slices.isRestatedAsAWhole();
        LocalDate wanted = everything ? LocalDate.MIN : last.minusDays(historyDays - 1L);
        if (complete.isEmpty()) {
            LocalDate recent = everything ? LocalDate.MIN : later(wanted, firstRecentDay(last));
            slices.oldestFirst(recent, last);
            slices.newestFirst(wanted, before(recent));
            return;
        }
        LocalDate restated = everything
                ? LocalDate.MIN
                : earlier(complete.get().open(), last.plusDays(1)).minusDays(slices.restatementDays());
        LocalDate known = complete.get().from();
        slices.oldestFirst(later(restated, known), last);
        slices.newestFirst(wanted, earlier(known.minusDays(1), last));
    }

    /**
     * Once something is complete it moves no watermark: {@link #due} goes back from there to restate, so days that it
     * had no chance to restate, since it did not run, would never be. Before, the oldest recent days are begun with.
     */
    private void recent(SliceList slices, Optional<Complete> complete, LocalDate last) {
        LocalDate first = complete.map(Complete::open)
                .orElseGet(() -> slices.firstCovered(later(last.minusDays(historyDays - 1L), firstRecentDay(last))));
        LocalDate from = earlier(first, last);
        LocalDate to = earlier(from.plusDays(slices.maxSliceDays() - 1L), last);
        if (complete.isEmpty() || first.isAfter(last)) {
            slices.oldestFirst(from, to);
        } else {
            slices.incomplete(from, to);
        }
        if (to.isBefore(last)) {
            slices.open(last);
        }
        slices.open(last.plusDays(1));
    }

    private static void days(SliceList slices, Optional<Complete> complete, Optional<DateRange> range) {
        range.ifPresent(days -> {
            LocalDate open = complete.map(Complete::open).orElse(LocalDate.MAX);
            afterComplete(slices, open, days);
            slices.newestFirst(days.first(), earlier(days.last(), before(open)));
        });
    }

    private static void missing(SliceList slices, Optional<Complete> complete, Optional<DateRange> range) {
        range.ifPresent(days -> {
            LocalDate open = complete.map(Complete::open).orElse(LocalDate.MAX);
            LocalDate known = complete.map(Complete::from).orElse(LocalDate.MAX);
            afterComplete(slices, open, days);
            slices.newestFirst(days.first(), earlier(days.last(), before(known)));
        });
    }

    /**
     * The days of a range from the first that is not complete. If they begin after a gap they do not become complete:
     * they would begin what is complete anew, and {@link #due} would never go back to fill the gap.
     */
    private static void afterComplete(SliceList slices, LocalDate open, DateRange days) {
        if (days.first().isAfter(slices.firstCovered(open))) {
            slices.incomplete(days.first(), days.last());
        } else {
            slices.oldestFirst(later(days.first(), open), days.last());
        }
    }

    private static Optional<DateRange> upTo(LocalDate last, DateRange range) {
        return range.first().isAfter(last)
                ? Optional.empty()
                : Optional.of(new DateRange(range.first(), earlier(range.last(), last)));
    }

    private static LocalDate before(LocalDate day) {
        return day.equals(LocalDate.MIN) ? day : day.minusDays(1);
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
