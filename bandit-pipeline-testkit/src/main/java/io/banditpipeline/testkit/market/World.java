package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** What there is in a synthetic market: campaign, accounts, channels and arms, all made from the seed. */
record World(
        long seed, DateRange days, Campaign campaign, Noise noise, List<TrueChannel> channels, List<TrueArm> arms) {
    static final Currency USD = Currency.getInstance("USD");
    private static final String GOOGLE = "google_ads";
    private static final String META = "meta";
    private static final String TRADE_DESK = "trade_desk";

    /** A channel's place: its share of all spend, and how much its spend varies. */
    private record Blueprint(String name, String platform, double share, double spread) {}

    private static final List<Blueprint> BLUEPRINTS = List.of(
            new Blueprint("google_paid_search", GOOGLE, 0.26, 0.45),
            new Blueprint("google_shopping", GOOGLE, 0.18, 0.5),
            new Blueprint("meta_prospecting", META, 0.2, 0.55),
            new Blueprint("meta_retargeting", META, 0.12, 0.4),
            new Blueprint("trade_desk_display", TRADE_DESK, 0.1, 0.6),
            new Blueprint("trade_desk_tv", TRADE_DESK, 0.14, 0.004));

    private static final List<Account> ACCOUNTS = List.of(
            account(GOOGLE, "111-222-3333", "America/New_York", "USD"),
            account(GOOGLE, "444-555-6666", "Europe/Berlin", "EUR"),
            account(META, "act_1001", "America/Los_Angeles", "USD"),
            account(META, "act_1002", "Europe/London", "GBP"),
            account(TRADE_DESK, "adv-au", "Australia/Lord_Howe", "AUD"));

    /**
     * How much there is that nothing explains.
     *
     * @param revenue standard deviation of a day's revenue, relative to the baseline
     * @param rates standard deviation of the logarithms of an arm's cost per thousand, click and conversion rates
     * @param weekdays how much spend swings with the weekday: the difference of the best and the worst to the mean
     */
    record Noise(double revenue, double rates, double weekdays) {}

    static World create(long seed, DateRange days, int arms, double dailySpend, Noise noise) {
        Campaign campaign = Campaign.of("market-" + seed, ZoneId.of("America/New_York"), USD)
                .withDailyBudget(Math.round(dailySpend * 1e6));
        List<TrueChannel> channels = new ArrayList<>();
        List<TrueArm> trueArms = new ArrayList<>();
        for (int i = 0; i < BLUEPRINTS.size(); i++) {
            TrueChannel channel = channel(seed, BLUEPRINTS.get(i), dailySpend);
            channels.add(channel);
            int armsOfChannel = arms / BLUEPRINTS.size() + (i < arms % BLUEPRINTS.size() ? 1 : 0);
            trueArms.addAll(arms(campaign, channel, armsOfChannel));
        }
        channels.sort(Comparator.comparing(TrueChannel::name));
        trueArms.sort(Comparator.comparing(arm -> arm.arm().id()));
        return new World(seed, days, campaign, noise, List.copyOf(channels), List.copyOf(trueArms));
    }

    static int channelCount() {
        return BLUEPRINTS.size();
    }

    List<Account> accounts(String platform) {
        return ACCOUNTS.stream()
                .filter(account -> account.platform().equals(platform))
                .toList();
    }

    private static TrueChannel channel(long seed, Blueprint blueprint, double dailySpend) {
        long key = Keyed.key(seed, Keyed.key(blueprint.name()));
        double spend = dailySpend * blueprint.share();
        return new TrueChannel(
                blueprint.name(),
                blueprint.platform(),
                spend,
                Keyed.between(1.5, 5, key, 11),
                spend * Keyed.between(0.7, 2.5, key, 12),
                Keyed.between(0.1, 0.65, key, 13),
                blueprint.spread(),
                key);
    }

    private static List<TrueArm> arms(Campaign campaign, TrueChannel channel, int count) {
        double[] shares = new double[count];
        double[] efficiencies = new double[count];
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < count; i++) {
            shares[i] = Keyed.between(0.5, 1.5, channel.key(), 21, i);
            efficiencies[i] = Keyed.between(0.6, 1.4, channel.key(), 22, i);
            sum += shares[i];
            weighted += shares[i] * efficiencies[i];
        }
        List<TrueArm> arms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double efficiency = efficiencies[i] * sum / weighted;
            double orderValue = Keyed.between(35, 90, channel.key(), 23, i);
            long key = Keyed.key(channel.key(), 24, i);
            arms.add(new TrueArm(arm(campaign, channel, i), channel, shares[i] / sum, efficiency, orderValue, key));
        }
        return arms;
    }

    private static Arm arm(Campaign campaign, TrueChannel channel, int number) {
        List<Account> accounts = ACCOUNTS.stream()
                .filter(account -> account.platform().equals(channel.platform()))
                .toList();
        String id = String.format(Locale.ROOT, "%s-%05d", channel.name(), number + 1);
        List<EntityRef> entities = List.of(new EntityRef(Level.CAMPAIGN, "c-" + id));
        Account account = accounts.get(number % accounts.size());
        return new Arm(id, campaign.id(), account, channel.name(), "", "", entities, BudgetLimits.none());
    }

    private static Account account(String platform, String id, String zone, String currency) {
        return new Account(platform, id, ZoneId.of(zone), Currency.getInstance(currency));
    }
}
