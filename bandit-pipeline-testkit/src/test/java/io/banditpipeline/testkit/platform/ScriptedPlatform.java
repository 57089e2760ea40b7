package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two campaigns of an account: one with an ad group of two ads, one with nothing below. Each hour of each ad has the
 * same metrics; the second ad has none, and the campaign without ads costs twice as much.
 */
final class ScriptedPlatform implements PlatformData {
    static final Metrics OF_AN_HOUR = new Metrics(1_000, 10, 1_500_000, 123_450_000, 18_000_000);

    private final List<Account> accounts = new ArrayList<>();
    private int hours = 2;

    static ScriptedPlatform of(String platform, String... ids) {
        ScriptedPlatform data = new ScriptedPlatform();
        for (String id : ids) {
            data.accounts.add(new Account(platform, id, ZoneId.of("America/New_York"), Currency.getInstance("USD")));
        }
        return data;
    }

    /** Rows in so many hours of each day; 2 unless set. */
    ScriptedPlatform hours(int perDay) {
        hours = perDay;
        return this;
    }

    ScriptedPlatform account(Account account) {
        accounts.add(account);
        return this;
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        EntityRef campaign = new EntityRef(Level.CAMPAIGN, "111");
        EntityRef adGroup = new EntityRef(Level.AD_GROUP, "222");
        return List.of(
                entity(campaign, "Brand, \"Q4\"", null),
                entity(new EntityRef(Level.CAMPAIGN, "112"), "Max", null),
                entity(adGroup, "Prospecting", campaign),
                entity(new EntityRef(Level.AD, "333"), "First", adGroup),
                entity(new EntityRef(Level.AD, "334"), "Second", adGroup));
    }

    private static Entity entity(EntityRef ref, String name, @Nullable EntityRef parent) {
        return new Entity(ref, name, parent, Entity.Status.ACTIVE);
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange days, Instant now) {
        Map<String, PlatformRow> sums = new LinkedHashMap<>();
        for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
            for (Interval hour :
                    Interval.hoursOf(day, account.zone()).stream().limit(hours).toList()) {
                if (hour.start().isBefore(now)) {
                    Interval interval = granularity == Granularity.HOUR ? hour : Interval.ofDay(day, account.zone());
                    ofLevel(account, level).forEach(entity -> {
                        Metrics metrics = entity.id().equals("112") ? OF_AN_HOUR.plus(OF_AN_HOUR) : OF_AN_HOUR;
                        sums.merge(
                                entity + " " + interval.start(),
                                new PlatformRow(entity, interval, metrics),
                                (a, b) -> new PlatformRow(
                                        a.entity(), a.interval(), a.metrics().plus(b.metrics())));
                    });
                }
            }
        }
        return List.copyOf(sums.values());
    }

    private static Stream<EntityRef> ofLevel(Account account, Level level) {
        return switch (level) {
            case ACCOUNT -> Stream.of(new EntityRef(level, account.id()));
            case CAMPAIGN -> Stream.of(new EntityRef(level, "111"), new EntityRef(level, "112"));
            case AD_GROUP -> Stream.of(new EntityRef(level, "222"));
            case AD -> Stream.of(new EntityRef(level, "333"));
        };
    }
}
