package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * As many accounts as a test likes, with cheap rows made of nothing but a seed: the same for the same question, in any
 * order and on any machine.
 *
 * <p>Every ad has rows on nearly every day since ever. Conversions are fractions and come in until an hour is
 * {@value GeneratedAd#FINAL_AGE_DAYS} days old; a sixteenth of the days of ads loses clicks and cost after two days,
 * and one in 200 is withdrawn when it is 3 to 13 days old, so that its rows vanish. Cost and revenue are whole numbers
 * of the currency's smallest unit. Ids are beyond 2^53. On {@code google_ads} every fourth campaign has no ad groups.
 *
 * <p>This class is thread-safe.
 */
public final class GeneratedData implements PlatformData {
    private final GeneratedTree tree;
    private final List<Account> accounts;
    private final Map<Account, Integer> numbers = new HashMap<>();
    private final DayHours.Remembered hours = new DayHours.Remembered();

    GeneratedData(GeneratedTree tree, List<Account> accounts) {
        this.tree = tree;
        this.accounts = accounts;
        for (int i = 0; i < accounts.size(); i++) {
            numbers.put(accounts.get(i), i);
        }
    }

    /** Begins data of a platform, such as {@code "meta"}. */
    public static GeneratedDataBuilder builder(String platform) {
        return new GeneratedDataBuilder(platform);
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        return tree.entities(number(account));
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange range, Instant now) {
        List<GeneratedAd> ads = ads(account);
        List<PlatformRow> rows = new ArrayList<>();
        for (LocalDate day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
            DayHours ofDay = hours.of(day, account.zone());
            if (ofDay.whole().start().isBefore(now)) {
                rows.addAll(LevelRows.of(leafDays(ads, ofDay, now), ofDay, account, level, granularity));
            }
        }
        return rows;
    }

    private List<GeneratedAd> ads(Account account) {
        long ofAccount = Hashed.key(tree.key(), number(account));
        return tree.leaves(number(account)).stream()
                .map(leaf -> {
                    EntityRef entity = Objects.requireNonNullElse(leaf.ad(), leaf.campaign());
                    return new GeneratedAd(
                            leaf, Hashed.key(ofAccount, Hashed.key(entity.id())), GeneratedAd.unit(account.currency()));
                })
                .toList();
    }

    private static List<LeafDay> leafDays(List<GeneratedAd> ads, DayHours day, Instant now) {
        List<LeafDay> leafDays = new ArrayList<>();
        for (GeneratedAd ad : ads) {
            List<Metrics> byHour = ad.hours(day, now);
            if (!byHour.isEmpty()) {
                leafDays.add(new LeafDay(ad.leaf(), byHour));
            }
        }
        return Collections.unmodifiableList(leafDays);
    }

    private int number(Account account) {
        Integer number = numbers.get(account);
        if (number == null) {
            throw new IllegalArgumentException("account must be one of these " + accounts.size() + " of "
                    + tree.platform() + ", but is " + account);
        }
        return number;
    }
}
