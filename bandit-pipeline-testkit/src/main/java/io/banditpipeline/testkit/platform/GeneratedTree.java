package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and entities of generated data.
 *
 * @param platform the platform of all of them
 * @param key keys all random numbers
 */
record GeneratedTree(String platform, long key, int campaigns, int adGroups, int ads) {
    private static final long FIRST_ACCOUNT = 4_000_000_001L;
    private static final long FIRST_ID = 7_200_000_000_000_000_000L;
    private static final long IDS_PER_ACCOUNT = 10_000_000_000L;
    private static final long IDS_PER_CAMPAIGN = 1_000_000L;
    private static final long IDS_PER_AD_GROUP = 1_000L;
    private static final int WITHOUT_AD_GROUPS = 4;

    List<Account> accounts(int count, List<ZoneId> zones, List<Currency> currencies) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = PlatformIds.ofAccount(platform, FIRST_ACCOUNT + i);
            accounts.add(new Account(platform, id, zones.get(i % zones.size()), currencies.get(i % currencies.size())));
        }
        return List.copyOf(accounts);
    }

    /** Whether the campaign has no ad groups, as Performance Max. */
    private boolean isWithoutAdGroups(int campaign) {
        return platform.equals("google_ads") && campaign % WITHOUT_AD_GROUPS == WITHOUT_AD_GROUPS - 1;
    }

    List<Leaf> leaves(int account) {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < campaigns; i++) {
            EntityRef campaign = campaign(account, i);
            if (isWithoutAdGroups(i)) {
                leaves.add(new Leaf(campaign, null, null));
            } else {
                for (int j = 1; j <= adGroups; j++) {
                    for (int k = 1; k <= ads; k++) {
                        leaves.add(new Leaf(campaign, adGroup(account, i, j), ad(account, i, j, k)));
                    }
                }
            }
        }
        return List.copyOf(leaves);
    }

    List<Entity> entities(int account) {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < campaigns; i++) {
            EntityRef campaign = campaign(account, i);
            entities.add(entity(campaign, "Campägne \"" + i + "\", 日本", null));
            for (int j = 1; j <= adGroups && !isWithoutAdGroups(i); j++) {
                EntityRef adGroup = adGroup(account, i, j);
                entities.add(entity(adGroup, "Group " + i + "," + j, campaign));
                for (int k = 1; k <= ads; k++) {
                    entities.add(entity(ad(account, i, j, k), "Ad " + i + "," + j + "," + k, adGroup));
                }
            }
        }
        return List.copyOf(entities);
    }

    private static Entity entity(EntityRef ref, String name, @Nullable EntityRef parent) {
        return new Entity(ref, name, parent, Entity.Status.ACTIVE);
    }

    private EntityRef campaign(int account, int campaign) {
        return ref(Level.CAMPAIGN, account, campaign, 0, 0);
    }

    private EntityRef adGroup(int account, int campaign, int adGroup) {
        return ref(Level.AD_GROUP, account, campaign, adGroup, 0);
    }

    private EntityRef ad(int account, int campaign, int adGroup, int ad) {
        return ref(Level.AD, account, campaign, adGroup, ad);
    }

    private EntityRef ref(Level level, int account, int campaign, int adGroup, int ad) {
        long id = FIRST_ID
                + IDS_PER_ACCOUNT * account
                + IDS_PER_CAMPAIGN * (campaign + 1)
                + IDS_PER_AD_GROUP * adGroup
                + ad;
        return new EntityRef(level, PlatformIds.of(platform, id));
    }
}
