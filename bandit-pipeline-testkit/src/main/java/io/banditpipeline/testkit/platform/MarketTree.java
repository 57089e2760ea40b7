package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Grows ad groups and ads below a campaign of a market, with names and lives of their own. */
final class MarketTree {
    private static final LocalTime TIME_OF_CHANGES = LocalTime.of(10, 0);
    private static final List<String> NAMES = List.of(
            "Größe \"XL\", Frühling",
            "夏セール, 50 % オフ",
            "Zoë's best — l'été",
            "распродажа; до 31.12.",
            "İstanbul & Iğdır / ışık",
            "plain");

    private final Account account;
    private final EntityRef campaign;
    private final String name;
    private final DateRange days;
    private final long firstId;
    private final long key;
    private final List<Life> lives = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * Begins with the campaign.
     *
     * @param name what its name and those of all below it contain
     * @param days when things happen to them: in the middle of these days
     * @param firstId the campaign's id as a number; the next 999 are free for what is below it
     */
    private MarketTree(Account account, EntityRef campaign, String name, DateRange days, long firstId) {
        this.account = account;
        this.campaign = campaign;
        this.name = name;
        this.days = days;
        this.firstId = firstId;
        key = Hashed.key(account.key() + "/" + name);
    }

    /** A campaign with all below it: every life, and every leaf that carries numbers. */
    record Grown(List<Life> lives, List<Leaf> leaves) {}

    static Grown grow(Account account, String name, DateRange days, long firstId) {
        EntityRef campaign = new EntityRef(Level.CAMPAIGN, PlatformIds.of(account.platform(), firstId));
        return new MarketTree(account, campaign, name, days, firstId).grow();
    }

    private Grown grow() {
        List<EntityChange> changes = new ArrayList<>();
        if (Hashed.below(2, key, 1) == 0) {
            changes.add(change(campaign, EntityChange.What.RENAMED, 2));
        }
        lives.add(new Life(campaign, null, title(name, 0), title(name, 1), changes));
        if (account.platform().equals("google_ads") && Hashed.below(3, key, 3) == 0) {
            leaves.add(new Leaf(campaign, null, null));
        } else {
            int adGroups = 1 + Hashed.below(3, key, 4);
            for (int i = 1; i <= adGroups; i++) {
                adGroup(i, new EntityRef(Level.AD_GROUP, PlatformIds.of(account.platform(), firstId + 10L * i)));
            }
        }
        return new Grown(List.copyOf(lives), List.copyOf(leaves));
    }

    private void adGroup(int number, EntityRef adGroup) {
        long salt = 100L * number;
        int fate = number == 1 ? 1 : Hashed.below(3, key, salt);
        List<EntityChange> changes = new ArrayList<>();
        if (fate == 0) {
            changes.add(change(adGroup, EntityChange.What.REMOVED, salt));
        } else if (fate == 1) {
            changes.add(change(adGroup, EntityChange.What.RENAMED, salt));
        }
        String own = name + " / " + number;
        lives.add(new Life(adGroup, campaign, title(own, salt), title(own, salt + 1), changes));
        int ads = 1 + Hashed.below(3, key, salt + 2);
        for (int i = 1; i <= ads; i++) {
            EntityRef ad = new EntityRef(Level.AD, PlatformIds.of(account.platform(), firstId + 10L * number + i));
            List<EntityChange> ofAd = fate == 0
                    ? List.of(new EntityChange(ad, changes.get(0).at(), EntityChange.What.REMOVED))
                    : changesOfAd(ad, salt + 10 + i, number == 1 && i == 1);
            String title = own + "." + i;
            lives.add(new Life(ad, adGroup, title(title, salt + i), title(title, salt + i + 1), ofAd));
            leaves.add(new Leaf(campaign, adGroup, ad));
        }
    }

    /** What happens to an ad; the first of a campaign always runs, so that somebody carries the numbers. */
    private List<EntityChange> changesOfAd(EntityRef ad, long salt, boolean first) {
        return switch (first ? 0 : Hashed.below(6, key, salt)) {
            case 0 -> List.of(change(ad, EntityChange.What.RENAMED, salt));
            case 1 -> List.of(change(ad, EntityChange.What.REMOVED, salt));
            case 2 -> List.of(change(ad, EntityChange.What.PAUSED, salt));
            case 3 ->
                List.of(
                        change(ad, EntityChange.What.PAUSED, salt),
                        new EntityChange(ad, moment(salt, 1 + Hashed.below(9, key, salt)), EntityChange.What.RESUMED));
            case 4 -> List.of(change(ad, EntityChange.What.CREATED, salt));
            default -> List.of();
        };
    }

    private EntityChange change(EntityRef entity, EntityChange.What what, long salt) {
        return new EntityChange(entity, moment(salt, 0), what);
    }

    /** In the morning of one of the days from 20 % to 80 % of all. */
    private Instant moment(long salt, int daysLater) {
        long day = days.days() * (20 + Hashed.below(60, key, salt + 7)) / 100 + daysLater;
        return days.first()
                .plusDays(day)
                .atTime(TIME_OF_CHANGES)
                .atZone(account.zone())
                .toInstant();
    }

    private String title(String own, long salt) {
        return NAMES.get(Math.floorMod(Hashed.key(key, 0) + salt, NAMES.size())) + " · " + own;
    }
}
