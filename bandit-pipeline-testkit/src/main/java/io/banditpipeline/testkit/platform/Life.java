package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity from its beginning to its end.
 *
 * @param ref the entity
 * @param parent what it belongs to, or null
 * @param name its name
 * @param laterName its name after it was renamed; the same if it never is
 * @param changes what happens to it, in order of time
 */
record Life(EntityRef ref, @Nullable EntityRef parent, String name, String laterName, List<EntityChange> changes) {
    Life {
        changes = List.copyOf(changes);
    }

    /** Whether it can have numbers at a moment. */
    boolean isActive(Instant at) {
        return changes.isEmpty()
                || at(at).map(entity -> entity.status() == Entity.Status.ACTIVE).orElse(false);
    }

    /** As its platform lists it at a moment; empty before it is created. */
    Optional<Entity> at(Instant at) {
        boolean exists = changes.stream().noneMatch(change -> change.what() == EntityChange.What.CREATED);
        String shown = name;
        Entity.Status status = Entity.Status.ACTIVE;
        for (EntityChange change : changes) {
            if (change.at().isAfter(at)) {
                break;
            }
            switch (change.what()) {
                case CREATED -> exists = true;
                case RENAMED -> shown = laterName;
                case PAUSED -> status = Entity.Status.PAUSED;
                case RESUMED -> status = Entity.Status.ACTIVE;
                case REMOVED -> status = Entity.Status.REMOVED;
            }
        }
        return exists ? Optional.of(new Entity(ref, shown, parent, status)) : Optional.empty();
    }
}
