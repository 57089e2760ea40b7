package io.banditpipeline.core.internal.plan;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Up to which day the accounts of a campaign are complete.
 *
 * @param lastDay the last account-local day that is complete in every account
 * @param reason why that is too old to decide on, or empty if it is not (R10)
 */
record Freshness(LocalDate lastDay, Optional<String> reason) {
    /** Days that an account may lag behind and still be decided on. */
    static final int MAX_LAG_DAYS = 2;

    static Freshness of(Collection<Account> accounts, List<Watermark> watermarks, Instant asOf) {
        List<Feed> feeds = accounts.stream()
                .map(account -> Feed.of(account, watermarks, asOf))
                .sorted(Comparator.comparing(Feed::lagDays).reversed().thenComparing(feed -> feed.account.key()))
                .toList();
        LocalDate last =
                feeds.stream().map(Feed::lastDay).min(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        return new Freshness(last, feeds.stream().findFirst().flatMap(Feed::reason));
    }

    private record Feed(Account account, LocalDate lastDay, long lagDays) {
        static Feed of(Account account, List<Watermark> watermarks, Instant asOf) {
            LocalDate expected = asOf.atZone(account.zone()).toLocalDate().minusDays(1);
            return watermarks.stream()
                    .filter(mark -> mark.accountKey().equals(account.key()))
                    .map(mark -> mark.completeUntil()
                            .atZone(account.zone())
                            .toLocalDate()
                            .minusDays(1))
                    .max(Comparator.naturalOrder())
                    .map(last -> last.isAfter(expected) ? expected : last)
                    .map(last -> new Feed(account, last, expected.toEpochDay() - last.toEpochDay()))
                    .orElseGet(() -> new Feed(account, LocalDate.MIN, Long.MAX_VALUE));
        }

        Optional<String> reason() {
            if (lagDays == Long.MAX_VALUE) {
                return Optional.of("no source has delivered account " + account.key() + " yet");
            }
            return lagDays <= MAX_LAG_DAYS
                    ? Optional.empty()
                    : Optional.of("account " + account.key() + " is complete only to " + lastDay + ", " + lagDays
                            + " days behind; at most " + MAX_LAG_DAYS + " are allowed");
        }
    }
}
