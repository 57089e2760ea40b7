package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Entities by their reference, in their order. */
final class EntityIndex {
    private EntityIndex() {}

    static Map<EntityRef, Entity> of(List<Entity> entities) {
        return entities.stream()
                .collect(Collectors.toMap(Entity::ref, entity -> entity, (a, b) -> a, LinkedHashMap::new));
    }
}
