package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One platform of one or more {@linkplain SyntheticMarket synthetic markets}, down to the ad.
 *
 * <p>Each arm of a market is a campaign here, with one to three ad groups of one to three ads; about a third of the
 * campaigns of {@code google_ads} have no ad groups, as Performance Max. What the market says of an arm's hour is split
 * among the ads that run in that hour, and every other row is a sum of such parts: so every quantity of every level and
 * both granularities adds up exactly, and the campaigns' rows are those of the market. Names have commas, quotes and
 * letters of many scripts. Ads and ad groups are created, renamed, paused and removed at {@link #changes known
 * moments}. Ids are those of the platform, numbers beyond 2^53 where it has numbers: use {@link #arms} instead of the
 * market's.
 *
 * <p>Each answer is a function of the question and of the budgets that were applied to the market; budgets for days
 * that ended more than {@value SyntheticMarket#FINAL_AGE_DAYS} days ago may come too late to be seen. Days are
 * remembered up to about 30 MB. This class is thread-safe.
 */
public final class MarketData implements PlatformData {
    private static final int MAX_CELLS = 400_000;
    private static final long FIRST_ID = 120_200_000_000_000_000L;
    private static final long IDS_PER_MARKET = 1_000_000_000L;
    private static final long IDS_PER_ARM = 1_000L;

    private final List<Account> accounts;
    private final Map<Account, List<Life>> lives;
    private final Map<Account, MarketDays> days;
    private final List<Arm> arms;

    private MarketData(
            List<Account> accounts, Map<Account, List<Life>> lives, Map<Account, MarketDays> days, List<Arm> arms) {
        this.accounts = List.copyOf(accounts);
        this.lives = Map.copyOf(lives);
        this.days = Map.copyOf(days);
        this.arms = List.copyOf(arms);
    }

    /** A platform of one market. @throws IllegalArgumentException if the market does not have it */
    public static MarketData of(String platform, SyntheticMarket market) {
        return of(platform, List.of(market));
    }

    /**
     * A platform of several markets; the accounts of each are accounts of their own.
     *
     * @throws IllegalArgumentException if a market does not have the platform, or there is none
     */
    public static MarketData of(String platform, List<SyntheticMarket> markets) {
        if (markets.isEmpty()) {
            throw new IllegalArgumentException("markets must not be empty");
        }
        Building building = new Building(platform);
        for (int i = 0; i < markets.size(); i++) {
            building.add(markets.get(i), i, markets.size() > 1);
        }
        return building.build();
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    /**
     * The arms of the markets on this platform, each with its account and campaign as they are called here. With more
     * than one market, an arm's id begins with that of its market's campaign.
     */
    public List<Arm> arms() {
        return arms;
    }

    /** What happens to the entities of an account, in order of time. */
    public List<EntityChange> changes(Account account) {
        return lives(account).stream()
                .flatMap(life -> life.changes().stream())
                .sorted(Comparator.comparing(EntityChange::at))
                .toList();
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        return lives(account).stream().flatMap(life -> life.at(now).stream()).toList();
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange range, Instant now) {
        lives(account);
        List<PlatformRow> rows = new ArrayList<>();
        MarketDays ofAccount = days.get(account);
        if (ofAccount != null) {
            ofAccount
                    .read(range, now)
                    .forEach(day -> rows.addAll(LevelRows.of(day.leaves(), day.hours(), account, level, granularity)));
        }
        return rows;
    }

    private List<Life> lives(Account account) {
        List<Life> ofAccount = lives.get(account);
        if (ofAccount == null) {
            throw new IllegalArgumentException("account must be one of " + accounts + ", but is " + account);
        }
        return ofAccount;
    }

    /** Joins markets. */
    private static final class Building {
        private final String platform;
        private final List<Account> accounts = new ArrayList<>();
        private final Map<Account, List<Life>> lives = new HashMap<>();
        private final Map<Account, MarketDays> days = new HashMap<>();
        private final List<Arm> arms = new ArrayList<>();
        private final BoundedCache<MarketDays.Key, MarketDays.Day> cache =
                new BoundedCache<>(MAX_CELLS, MarketDays.Day::cells);
        private final DayHours.Remembered hours = new DayHours.Remembered();

        Building(String platform) {
            this.platform = platform;
        }

        void add(SyntheticMarket market, int number, boolean several) {
            List<Account> theirs = market.source(platform, () -> Instant.EPOCH).accounts();
            for (Account their : theirs) {
                Account ours = account(their, number);
                accounts.add(ours);
                Map<String, List<Leaf>> leaves = new LinkedHashMap<>();
                List<Life> ofAccount = new ArrayList<>();
                for (int i = 0; i < market.arms().size(); i++) {
                    Arm arm = market.arms().get(i);
                    if (arm.account().equals(their)) {
                        long id = FIRST_ID + IDS_PER_MARKET * number + IDS_PER_ARM * i;
                        MarketTree.Grown grown = MarketTree.grow(ours, arm.id(), market.days(), id);
                        ofAccount.addAll(grown.lives());
                        leaves.put(arm.entities().get(0).id(), grown.leaves());
                        arms.add(arm(arm, ours, grown, several));
                    }
                }
                lives.put(ours, List.copyOf(ofAccount));
                days.put(ours, new MarketDays(market, their, ours, leaves, ofAccount, cache, hours));
            }
        }

        MarketData build() {
            return new MarketData(accounts, lives, days, arms);
        }

        private static Arm arm(Arm arm, Account account, MarketTree.Grown grown, boolean several) {
            return new Arm(
                    several ? arm.campaignId() + "-" + arm.id() : arm.id(),
                    arm.campaignId(),
                    account,
                    arm.channel(),
                    arm.creative(),
                    arm.bid(),
                    List.of(grown.lives().get(0).ref()),
                    arm.limits());
        }

        /** The market's account, with an id as the platform writes it and as no other market has it. */
        private static Account account(Account their, int market) {
            String digits = their.id().replaceAll("[^0-9]", "");
            String id = digits.isEmpty()
                    ? their.id().replaceAll("[^a-z0-9]", "") + (market == 0 ? "" : Integer.toString(market))
                    : PlatformIds.ofAccount(their.platform(), Long.parseLong(digits) + 10_000L * market);
            return new Account(their.platform(), id, their.zone(), their.currency());
        }
    }
}
