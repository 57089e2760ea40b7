package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.CatalogStore.ListedEntity;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What platforms listed. Not thread-safe: its users hold the storage's lock. */
final class ListingTable {
    private static final Comparator<EntityRef> ORDER =
            Comparator.comparing(EntityRef::level).thenComparing(EntityRef::id);

    private final Map<Key, Listing> listings = new HashMap<>();

    private record Key(String platform, String accountId) {
        static Key of(Account account) {
            return new Key(account.platform(), account.id());
        }
    }

    private record Listing(Instant at, Map<EntityRef, ListedEntity> entities) {}

    void save(Account account, Collection<Entity> given, Instant at) {
        Map<EntityRef, Entity> listed = byRef(account, given);
        Listing before = listings.getOrDefault(Key.of(account), new Listing(at, Map.of()));
        if (at.isBefore(before.at())) {
            return;
        }
        Map<EntityRef, ListedEntity> after = new TreeMap<>(ORDER);
        before.entities().forEach((ref, known) -> after.put(ref, removed(known)));
        listed.forEach((ref, entity) -> {
            ListedEntity known = before.entities().get(ref);
            after.put(ref, new ListedEntity(entity, known == null ? at : known.firstSeenAt(), at));
        });
        listings.put(Key.of(account), new Listing(at, after));
    }

    List<ListedEntity> entities(Account account) {
        Listing listing = listings.get(Key.of(account));
        return listing == null ? List.of() : List.copyOf(listing.entities().values());
    }

    private static ListedEntity removed(ListedEntity known) {
        return new ListedEntity(
                known.entity().withStatus(Entity.Status.REMOVED), known.firstSeenAt(), known.lastSeenAt());
    }

    private static Map<EntityRef, Entity> byRef(Account account, Collection<Entity> given) {
        Map<EntityRef, Entity> entities = new HashMap<>();
        for (Entity entity : given) {
            Entity other = entities.put(entity.ref(), entity);
            if (other != null && !other.equals(entity)) {
                throw new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        "entity " + entity.ref() + " of account " + account.key()
                                + " is listed twice, and not the same: " + other + " and " + entity);
            }
        }
        return entities;
    }
}
