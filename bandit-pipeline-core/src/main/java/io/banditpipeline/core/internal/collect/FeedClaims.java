package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which source delivers an account's level. Of one feed each source would take the other's rows to be gone, so that the
 * first source in the configured order delivers it and all others are refused, whichever is fetched first. While a
 * source could not list an account, what it delivered before is still taken to be its own. Immutable.
 */
public final class FeedClaims {
    private final Map<String, Claim> byFeed;

    private FeedClaims(Map<String, Claim> byFeed) {
        this.byFeed = byFeed;
    }

    /**
     * Who delivers a feed.
     *
     * @param unlisted the source that failed to list the account and delivered the feed last; null if there is none
     */
    private record Claim(
            String source, Account account, @Nullable String unlisted) {
        boolean isOf(MetricsSource other, Account of) {
            return source.equals(other.id()) && account.equals(of);
        }
    }

    /**
     * A source and its accounts as it listed them.
     *
     * @param source the source
     * @param accounts its accounts; one that it lists twice is there once
     * @param failed whether it failed to list them, so that nobody knows which it has
     * @param failedAccounts the keys of those that it has and could not read
     */
    public record Listed(MetricsSource source, List<Account> accounts, boolean failed, Set<String> failedAccounts) {
        /** Drops repeated accounts. */
        public Listed {
            accounts = accounts.stream().distinct().toList();
            failedAccounts = Set.copyOf(failedAccounts);
        }

        /** Whether it may have an account that it did not list. */
        boolean mayHave(Account account) {
            return failed || failedAccounts.contains(account.key());
        }
    }

    /**
     * Works out who delivers what.
     *
     * @param listed all sources in the configured order
     * @param watermarks what is complete of each feed; looked at only for sources that failed to list their accounts
     */
    public static FeedClaims of(List<Listed> listed, List<Watermark> watermarks) {
        Map<String, Claim> byFeed = new HashMap<>();
        List<Listed> earlier = new ArrayList<>();
        for (Listed each : listed) {
            MetricsSource source = each.source();
            Level level = source.profile().level();
            each.accounts()
                    .forEach(account -> byFeed.computeIfAbsent(
                            feed(account, level),
                            feed -> new Claim(
                                    source.id(), account, lastDelivered(account, source, earlier, watermarks))));
            earlier.add(each);
        }
        return new FeedClaims(byFeed);
    }

    /**
     * The earlier source that failed and that delivered the feed at least as late as this one; null if there is none.
     */
    private static @Nullable String lastDelivered(
            Account account, MetricsSource source, List<Listed> earlier, List<Watermark> watermarks) {
        Level level = source.profile().level();
        Optional<Instant> own = until(source.id(), account, level, watermarks);
        return earlier.stream()
                .filter(other -> other.mayHave(account))
                .map(Listed::source)
                .filter(other -> other.profile().level() == level)
                .filter(other -> until(other.id(), account, level, watermarks)
                        .filter(theirs -> own.isEmpty() || !theirs.isBefore(own.get()))
                        .isPresent())
                .map(MetricsSource::id)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Instant> until(String source, Account account, Level level, List<Watermark> watermarks) {
        return watermarks.stream()
                .filter(mark -> mark.source().equals(source)
                        && mark.accountKey().equals(account.key())
                        && mark.level() == level)
                .map(Watermark::completeUntil)
                .max(Comparator.naturalOrder());
    }

    /** Why a source may not deliver an account; empty if it may. */
    public Optional<SourceException> refusal(MetricsSource source, Account account) {
        String feed = feed(account, source.profile().level());
        Claim claim = byFeed.get(feed);
        if (claim == null) {
            return Optional.empty();
        }
        if (!claim.isOf(source, account)) {
            return Optional.of(refused("source '" + claim.source() + "' delivers account " + feed
                    + " already; make one source of the two, or let '" + source.id() + "' deliver another level"));
        }
        return claim.unlisted() == null
                ? Optional.empty()
                : Optional.of(refused("source '" + claim.unlisted() + "' delivered account " + feed
                        + " and could not list it now; '" + source.id() + "' would take its rows to be gone:"
                        + " mend '" + claim.unlisted() + "' first, or remove it if '" + source.id()
                        + "' is to deliver the account"));
    }

    private static SourceException refused(String why) {
        return new SourceException(SourceException.Kind.CONFIGURATION, why, null);
    }

    private static String feed(Account account, Level level) {
        return account.key() + " at level " + level;
    }
}
