package io.banditpipeline.core.internal.arm;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entities of an account and what belongs to what. Immutable. */
final class EntityTree {
    private final Map<EntityRef, Entity> byRef;

    EntityTree(Collection<Entity> entities) {
        byRef = entities.stream().collect(Collectors.toMap(Entity::ref, Function.identity()));
    }

    /** What an entity belongs to, from its campaign down, as far as it is listed. */
    List<Entity> above(Entity entity) {
        Deque<Entity> above = new ArrayDeque<>();
        for (@Nullable Entity parent = parent(entity); parent != null; parent = parent(parent)) {
            above.addFirst(parent);
        }
        return List.copyOf(above);
    }

    private @Nullable Entity parent(Entity entity) {
        return entity.parent() == null ? null : byRef.get(entity.parent());
    }
}
