package io.banditpipeline.core.internal.health;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.store.Watermark;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds feeds that are behind. Pure functions of the snapshot. */
final class FeedRules {
    /** The workflow that brings accounts up to date. */
    private static final String DAILY = "daily";

    private FeedRules() {}

    /** All feeds, also those of sources and accounts that are not configured any more. */
    static List<Health.Feed> feeds(Snapshot now, HealthSettings settings) {
        Map<String, Account> accounts = accounts(now.arms());
        return now.watermarks().stream()
                .map(mark -> feed(mark, zone(accounts, mark), now, settings))
                .toList();
    }

    static List<Problem> of(Snapshot now, HealthSettings settings) {
        Map<String, Set<String>> campaigns = campaignsByAccount(now);
        Map<String, Account> accounts = accounts(now.arms());
        List<Problem> problems = new ArrayList<>();
        campaigns.forEach((account, ids) -> {
            Optional<Watermark> best = now.watermarks().stream()
                    .filter(mark ->
                            mark.accountKey().equals(account) && now.sourceIds().contains(mark.source()))
                    .reduce(FeedRules::later); // as the planner does, whichever source delivers it now
            if (best.isEmpty()) {
                problems.add(missing(account, ids));
            }
            best.filter(mark -> wasDaily(now))
                    .map(mark -> feed(mark, zone(accounts, mark), now, settings))
                    .filter(Health.Feed::stale)
                    .ifPresent(feed -> problems.add(stale(feed, zoneOf(accounts, account), ids)));
        });
        return problems;
    }

    /** Before the first daily run has ended, hourly ones catch accounts up bit by bit: that is no trouble. */
    private static boolean wasDaily(Snapshot now) {
        History daily = now.history(DAILY);
        return daily != null && daily.ended() != null;
    }

    private static Problem missing(String account, Set<String> campaigns) {
        return ProblemCode.FEED_MISSING.warning(
                account,
                cannotBeDecided(campaigns) + "no source has delivered account " + account + " yet",
                "run the pipeline; if this stays, check that a source has the account and may read it");
    }

    private static Problem stale(Health.Feed feed, ZoneId zone, Set<String> campaigns) {
        return ProblemCode.FEED_STALE.critical(
                feed.source() + " " + feed.account(),
                cannotBeDecided(campaigns) + "account " + feed.account() + " is complete only to "
                        + feed.completeUntil().atZone(zone).toLocalDate().minusDays(1) + ", " + feed.lagDays()
                        + " days behind; at most " + feed.allowedDays() + " are allowed",
                "see what the latest runs say of collecting source " + feed.source());
    }

    private static String cannotBeDecided(Set<String> campaigns) {
        return (campaigns.size() == 1 ? "Campaign " : "Campaigns ") + String.join(", ", campaigns)
                + " cannot be decided on: ";
    }

    private static Health.Feed feed(Watermark mark, ZoneId zone, Snapshot now, HealthSettings settings) {
        return new Health.Feed(
                mark.source(),
                mark.accountKey(),
                mark.granularity(),
                mark.completeFrom(),
                mark.completeUntil(),
                FeedLag.days(mark.completeUntil(), zone, now.at()),
                settings.feedLagDays());
    }

    private static Watermark later(Watermark one, Watermark other) {
        return Comparator.comparing(Watermark::completeUntil).compare(one, other) >= 0 ? one : other;
    }

    /** The accounts of campaigns that are not over, with the ids of these campaigns. */
    private static Map<String, Set<String>> campaignsByAccount(Snapshot now) {
        Set<String> going = now.campaigns().stream()
                .filter(campaign -> campaign.status() != Campaign.Status.ENDED)
                .map(Campaign::id)
                .collect(Collectors.toSet());
        Map<String, Set<String>> ids = new TreeMap<>();
        now.arms().stream().filter(arm -> going.contains(arm.campaignId())).forEach(arm -> ids.computeIfAbsent(
                        arm.account().key(), key -> new TreeSet<>())
                .add(arm.campaignId()));
        return ids;
    }

    private static Map<String, Account> accounts(List<Arm> arms) {
        return arms.stream()
                .map(Arm::account)
                .collect(Collectors.toMap(Account::key, Function.identity(), (one, other) -> one));
    }

    private static ZoneId zone(Map<String, Account> accounts, Watermark mark) {
        return zoneOf(accounts, mark.accountKey());
    }

    private static ZoneId zoneOf(Map<String, Account> accounts, String key) {
        Account account = accounts.get(key);
        return account == null ? ZoneOffset.UTC : account.zone();
    }
}
