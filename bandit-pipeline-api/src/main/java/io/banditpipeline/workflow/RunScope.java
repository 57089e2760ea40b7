package io.banditpipeline.workflow;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run is limited to. An empty set limits nothing.
 *
 * @param campaigns ids of campaigns
 * @param platforms platforms, such as {@code "meta"}
 * @param accounts keys of accounts, such as {@code "meta/act_1"}
 * @param days account-local days; null for what is due
 */
public record RunScope(
        Set<String> campaigns,
        Set<String> platforms,
        Set<String> accounts,
        @Nullable DateRange days) {
    /** Copies the sets. */
    public RunScope {
        campaigns = Set.copyOf(campaigns);
        platforms = Set.copyOf(platforms);
        accounts = Set.copyOf(accounts);
    }

    /** Everything. */
    public static RunScope all() {
        return new RunScope(Set.of(), Set.of(), Set.of(), null);
    }

    /** Limits to campaigns, by id. */
    public RunScope campaigns(String... ids) {
        return new RunScope(Set.of(ids), platforms, accounts, days);
    }

    /** Limits to platforms. */
    public RunScope platforms(String... names) {
        return new RunScope(campaigns, Set.of(names), accounts, days);
    }

    /** Limits to accounts, by key. */
    public RunScope accounts(String... keys) {
        return new RunScope(campaigns, platforms, Set.of(keys), days);
    }

    /** Limits to account-local days. */
    public RunScope days(DateRange range) {
        return new RunScope(campaigns, platforms, accounts, range);
    }

    /** Whether a campaign is meant. */
    public boolean includesCampaign(String id) {
        return campaigns.isEmpty() || campaigns.contains(id);
    }

    /** Whether an account is meant, as far as platforms and accounts say. */
    public boolean includes(Account account) {
        return (platforms.isEmpty() || platforms.contains(account.platform()))
                && (accounts.isEmpty() || accounts.contains(account.key()));
    }

    /**
     * For people, the same for the same scope: {@code campaigns=a,b platforms=meta days=2026-11-01/2026-11-07}, or
     * {@code all}.
     */
    @Override
    public String toString() {
        String text = named("campaigns", campaigns)
                + named("platforms", platforms)
                + named("accounts", accounts)
                + (days == null ? "" : " days=" + days);
        return text.isEmpty() ? "all" : text.substring(1);
    }

    private static String named(String name, Set<String> values) {
        return values.isEmpty()
                ? ""
                : " " + name + "=" + new TreeSet<>(values).stream().collect(Collectors.joining(","));
    }
}
