package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.PlatformRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two campaigns of two ad groups of two creatives in New York, whose conversions keep coming in for days. */
final class SimulatedMarket implements PlatformData {
    static final Account ACCOUNT =
            new Account("trade_desk", "abc1234", ZoneId.of("America/New_York"), Currency.getInstance("USD"));

    @Override
    public List<Account> accounts() {
        return List.of(ACCOUNT);
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        List<Entity> all = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            EntityRef campaign = new EntityRef(Level.CAMPAIGN, "c" + c);
            all.add(new Entity(campaign, "Brand, \"Q" + c + "\" | CTV", null, Entity.Status.ACTIVE));
            for (int g = 0; g < 2; g++) {
                EntityRef group = new EntityRef(Level.AD_GROUP, campaign.id() + "g" + g);
                all.add(new Entity(group, "Group", campaign, g == 0 ? Entity.Status.ACTIVE : Entity.Status.REMOVED));
                for (int a = 0; a < 2; a++) {
                    EntityRef ad = new EntityRef(Level.AD, group.id() + "a" + a);
                    all.add(new Entity(ad, "Creative", group, Entity.Status.ACTIVE));
                }
            }
        }
        return all;
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange days, Instant now) {
        Map<String, PlatformRow> sums = new LinkedHashMap<>();
        for (DateRange day : days.split(1)) {
            Interval whole = Interval.ofDay(day.first(), account.zone());
            for (Interval hour : Interval.hoursOf(day.first(), account.zone())) {
                for (Entity ad : entities(account, now)) {
                    if (ad.ref().level() == Level.AD && hour.start().isBefore(now)) {
                        String id = ad.ref().id();
                        EntityRef of = new EntityRef(level, id.substring(0, lengthOfId(level)));
                        Interval interval = granularity == Granularity.DAY ? whole : hour;
                        PlatformRow row = new PlatformRow(of, interval, metrics(id, hour, now));
                        sums.merge(of.id() + interval.start(), row, SimulatedMarket::sum);
                    }
                }
            }
        }
        return List.copyOf(sums.values());
    }

    private static int lengthOfId(Level level) {
        return switch (level) {
            case ACCOUNT -> 0;
            case CAMPAIGN -> 2;
            case AD_GROUP -> 4;
            case AD -> 6;
        };
    }

    private static PlatformRow sum(PlatformRow a, PlatformRow b) {
        return new PlatformRow(a.entity(), a.interval(), a.metrics().plus(b.metrics()));
    }

    private static Metrics metrics(String ad, Interval hour, Instant now) {
        long seed = 31L * ad.hashCode() + hour.start().getEpochSecond() / 3_600;
        long impressions = 1_000 + Math.floorMod(seed * 7_919, 5_000);
        long days = Math.min(14, Duration.between(hour.start(), now).toDays());
        return new Metrics(
                impressions,
                impressions / 50,
                1_000_000L * Math.floorMod(seed, 3) * days,
                impressions * 12_345,
                10_010_000L * days);
    }
}
