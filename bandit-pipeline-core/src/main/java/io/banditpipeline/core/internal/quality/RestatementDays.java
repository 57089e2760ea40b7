package io.banditpipeline.core.internal.quality;

import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many past days of each account may still be restated: of all sources that deliver it or have delivered it, the
 * most. Accounts that a run did not collect have theirs, too. Immutable.
 */
final class RestatementDays {
    private final Map<String, Integer> byAccount;

    private RestatementDays(Map<String, Integer> byAccount) {
        this.byAccount = Map.copyOf(byAccount);
    }

    /**
     * Works them out; no source is asked for its accounts.
     *
     * @param sources the sources
     * @param watermarks what they have delivered
     * @param collected what became of the accounts that a run was to collect
     */
    static RestatementDays of(
            Collection<MetricsSource> sources, Collection<Watermark> watermarks, Collection<AccountReport> collected) {
        Map<String, Integer> bySource = sources.stream()
                .collect(Collectors.toMap(
                        MetricsSource::id, source -> source.profile().restatementDays(), Math::max));
        Map<String, Integer> byAccount = new HashMap<>();
        collected.forEach(report -> byAccount.merge(report.account().key(), report.restatementDays(), Math::max));
        watermarks.forEach(mark -> {
            Integer days = bySource.get(mark.source());
            if (days != null) {
                byAccount.merge(mark.accountKey(), days, Math::max);
            }
        });
        return new RestatementDays(byAccount);
    }

    /** Those of an account; the usual ones if no source has delivered it. */
    int of(String accountKey) {
        return byAccount.getOrDefault(accountKey, SourceProfile.DEFAULT_RESTATEMENT_DAYS);
    }

    /** Those of all accounts that a source delivers or has delivered, by key. */
    Map<String, Integer> byAccount() {
        return byAccount;
    }
}
