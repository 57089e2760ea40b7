package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which source delivers an account's level. Of one feed each source would take the other's rows to be gone, so that the
 * first source in the configured order delivers it and all others are refused, whichever is fetched first. Immutable.
 */
public final class FeedClaims {
    private final Map<String, Claim> byFeed;

    private FeedClaims(Map<String, Claim> byFeed) {
        this.byFeed = byFeed;
    }

    private record Claim(String source, Account account) {}

    /**
     * A source and its accounts as it listed them.
     *
     * @param source the source
     * @param accounts its accounts; one that it lists twice is there once
     */
    public record Listed(MetricsSource source, List<Account> accounts) {
        /** Drops repeated accounts. */
        public Listed {
            accounts = accounts.stream().distinct().toList();
        }
    }

    /** Works out who delivers what, from all sources in the configured order. */
    public static FeedClaims of(List<Listed> listed) {
        Map<String, Claim> byFeed = new HashMap<>();
        for (Listed each : listed) {
            Level level = each.source().profile().level();
            each.accounts()
                    .forEach(account -> byFeed.putIfAbsent(
                            feed(account, level), new Claim(each.source().id(), account)));
        }
        return new FeedClaims(byFeed);
    }

    /** Why a source may not deliver an account; empty if it may. */
    public Optional<SourceException> refusal(MetricsSource source, Account account) {
        String feed = feed(account, source.profile().level());
        Claim claim = byFeed.get(feed);
        return claim == null || claim.equals(new Claim(source.id(), account))
                ? Optional.empty()
                : Optional.of(new SourceException(
                        SourceException.Kind.CONFIGURATION,
                        "source '" + claim.source() + "' delivers account " + feed
                                + " already; make one source of the two, or let '" + source.id()
                                + "' deliver another level",
                        null));
    }

    private static String feed(Account account, Level level) {
        return account.key() + " at level " + level;
    }
}
