package io.banditpipeline.campaign;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, ad group or ad as its platform lists it.
 *
 * @param ref its level and id
 * @param name its name for people, which may change; may be empty
 * @param parent what it belongs to, one or more levels above; null for one that stands directly below the account
 * @param status whether it runs
 */
public record Entity(EntityRef ref, String name, @Nullable EntityRef parent, Status status) implements Serializable {
    /** Whether an entity runs. */
    public enum Status {
        /** It can spend. */
        ACTIVE,
        /** It is switched off, or what it belongs to is. */
        PAUSED,
        /** It is deleted or archived, or its platform does not list it any more: its history stays. */
        REMOVED
    }

    /** @throws IllegalArgumentException if the parent is not of a level above */
    public Entity {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        if (parent != null && parent.level().compareTo(ref.level()) >= 0) {
            throw new IllegalArgumentException("parent " + parent + " of " + ref + " must be of a level above it");
        }
    }

    /** The same entity in another status. */
    public Entity withStatus(Status other) {
        return new Entity(ref, name, parent, other);
    }
}
