package io.banditpipeline.core.internal.health;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How many account-local days a feed is behind. */
final class FeedLag {
    private FeedLag() {}

    /** The days that are over and not complete; at least 0. */
    static long days(Instant completeUntil, ZoneId zone, Instant now) {
        LocalDate expected = yesterday(zone, now);
        LocalDate last = lastDay(completeUntil, zone);
        return Math.max(0, expected.toEpochDay() - last.toEpochDay());
    }

    /** The last day that some feed has completed of an account, yesterday at the latest; empty if there is none. */
    static Optional<LocalDate> lastCompleteDay(Account account, Collection<Watermark> watermarks, Instant now) {
        LocalDate expected = yesterday(account.zone(), now);
        return watermarks.stream()
                .filter(mark -> mark.accountKey().equals(account.key()))
                .map(mark -> lastDay(mark.completeUntil(), account.zone()))
                .max(Comparator.naturalOrder())
                .map(last -> last.isAfter(expected) ? expected : last);
    }

    private static LocalDate lastDay(Instant completeUntil, ZoneId zone) {
        return completeUntil.atZone(zone).toLocalDate().minusDays(1);
    }

    private static LocalDate yesterday(ZoneId zone, Instant now) {
        return now.atZone(zone).toLocalDate().minusDays(1);
    }
}
