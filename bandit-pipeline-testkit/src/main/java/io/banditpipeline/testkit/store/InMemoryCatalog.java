package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.CatalogStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Campaigns and arms, and what platforms list, in memory. */
final class InMemoryCatalog implements CatalogStore {
    private final Object lock;
    private final RevisionTable revisions;
    private final ListingTable listings = new ListingTable();
    private Map<String, Campaign> campaigns = new TreeMap<>();
    private Map<String, Arm> arms = new TreeMap<>();
    private Map<EntityKey, String> owners = new TreeMap<>();

    InMemoryCatalog(Object lock, RevisionTable revisions) {
        this.lock = lock;
        this.revisions = revisions;
    }

    @Override
    public void save(Collection<Campaign> newCampaigns, Collection<Arm> newArms) {
        synchronized (lock) {
            Map<String, Campaign> nextCampaigns = new TreeMap<>(campaigns);
            newCampaigns.forEach(campaign -> nextCampaigns.put(campaign.id(), campaign));
            Map<String, Arm> nextArms = new TreeMap<>(arms);
            newArms.forEach(arm -> checkArm(nextArms.put(arm.id(), sorted(arm)), arm, nextCampaigns));
            checkAccounts(nextArms.values());
            Map<EntityKey, String> nextOwners = owners(nextArms.values());
            campaigns = nextCampaigns;
            arms = nextArms;
            owners = nextOwners;
        }
    }

    @Override
    public List<Campaign> campaigns() {
        synchronized (lock) {
            return List.copyOf(campaigns.values());
        }
    }

    @Override
    public List<Arm> arms(String campaignId) {
        synchronized (lock) {
            return arms.values().stream()
                    .filter(arm -> arm.campaignId().equals(campaignId))
                    .toList();
        }
    }

    @Override
    public Map<String, String> armsByEntity(Account account, Level level) {
        synchronized (lock) {
            Map<String, String> found = new TreeMap<>();
            owners.forEach((key, armId) -> {
                if (key.isOf(account, level)) {
                    found.put(key.entityId(), armId);
                }
            });
            return Collections.unmodifiableMap(found);
        }
    }

    @Override
    public void saveEntities(Account account, Collection<Entity> entities, Instant at) {
        synchronized (lock) {
            listings.save(account, entities, Kept.micros(at));
        }
    }

    @Override
    public List<ListedEntity> entities(Account account) {
        synchronized (lock) {
            return listings.entities(account);
        }
    }

    /** The arm of an entity, or null; the lock is held. */
    @Nullable
    String owner(Account account, EntityRef entity) {
        return owners.get(EntityKey.of(account, entity));
    }

    /** The arm of an entity; the lock is held. */
    String requireOwner(Account account, EntityRef entity) {
        String owner = owner(account, entity);
        if (owner == null) {
            throw refused("entity " + entity + " of account " + account.key()
                    + " belongs to no arm: park its row, or save an arm that names it first");
        }
        return owner;
    }

    /** Whether an arm is one of a campaign's; the lock is held. */
    boolean isIn(String campaignId, String armId) {
        Arm arm = arms.get(armId);
        return arm != null && arm.campaignId().equals(campaignId);
    }

    private static Arm sorted(Arm arm) {
        List<EntityRef> entities = arm.entities().stream()
                .sorted(Comparator.comparing(EntityRef::id))
                .toList();
        return new Arm(
                arm.id(),
                arm.campaignId(),
                arm.account(),
                arm.channel(),
                arm.creative(),
                arm.bid(),
                entities,
                arm.limits());
    }

    private static void checkArm(@Nullable Arm before, Arm arm, Map<String, Campaign> known) {
        if (!known.containsKey(arm.campaignId())) {
            throw refused("arm " + arm.id() + " names campaign " + arm.campaignId()
                    + ", which is unknown: save the campaign first or with it");
        }
        if (before != null && !before.account().key().equals(arm.account().key())) {
            throw refused("arm " + arm.id() + " cannot move from account "
                    + before.account().key() + " to " + arm.account().key() + ": make a new arm");
        }
    }

    private static void checkAccounts(Collection<Arm> all) {
        Map<List<String>, Account> known = new HashMap<>();
        for (Arm arm : all) {
            Account account = arm.account();
            Account other = known.putIfAbsent(List.of(account.platform(), account.id()), account);
            if (other != null && !other.equals(account)) {
                throw refused("account " + account.key() + " is known both as " + other + " and as " + account
                        + ": its zone and currency cannot change");
            }
        }
    }

    private Map<EntityKey, String> owners(Collection<Arm> all) {
        Map<EntityKey, String> next = new TreeMap<>();
        Set<EntityKey> withRows = revisions.entities();
        owners.forEach((entity, armId) -> {
            if (withRows.contains(entity)) {
                next.put(entity, armId);
            }
        });
        for (Arm arm : all) {
            for (EntityRef entity : arm.entities()) {
                String other = next.putIfAbsent(EntityKey.of(arm.account(), entity), arm.id());
                if (other != null && !other.equals(arm.id())) {
                    throw refused(
                            "entity " + entity + " of account " + arm.account().key() + " belongs to arm " + other
                                    + " and cannot belong to arm " + arm.id() + " too");
                }
            }
        }
        return next;
    }

    private static PipelineException refused(String message) {
        return new PipelineException(ErrorCode.INVALID_INPUT, message);
    }
}
