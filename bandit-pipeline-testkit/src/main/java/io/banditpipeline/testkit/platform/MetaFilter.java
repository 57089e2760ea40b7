package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which entities a question is about.
 *
 * @param ids the ids of each level that is narrowed
 * @param withoutRemoved whether a status was named, but neither that of what is archived nor of what is deleted
 */
record MetaFilter(Map<Level, Set<String>> ids, boolean withoutRemoved) {
    private static final Set<String> STATUS_FIELDS =
            Set.of("campaign.effective_status", "adset.effective_status", "ad.effective_status");
    private static final Map<String, Level> ID_FIELDS =
            Map.of("campaign.id", Level.CAMPAIGN, "adset.id", Level.AD_GROUP, "ad.id", Level.AD);
    private static final Set<String> IMPRESSIONS =
            Set.of("impressions", "campaign.impressions", "adset.impressions", "ad.impressions");

    /** Reads the parameter {@code filtering}. */
    static MetaFilter of(MetaParameters parameters) {
        Map<Level, Set<String>> ids = new EnumMap<>(Level.class);
        boolean withoutRemoved = false;
        for (Object element : parameters.objects("filtering")) {
            if (!(element instanceof Map<?, ?> filter)
                    || !filter.keySet().equals(Set.of("field", "operator", "value"))) {
                throw MetaError.parameter("Param filtering must hold objects of field, operator and value: " + element);
            }
            String field = String.valueOf(filter.get("field"));
            String operator = String.valueOf(filter.get("operator"));
            if (ID_FIELDS.containsKey(field)
                    && operator.equals("IN")
                    && filter.get("value") instanceof List<?> values) {
                Set<String> named = values.stream().map(String::valueOf).collect(Collectors.toSet());
                ids.merge(ID_FIELDS.get(field), named, MetaFilter::both);
            } else if (STATUS_FIELDS.contains(field)
                    && operator.equals("IN")
                    && filter.get("value") instanceof List<?> statuses) {
                withoutRemoved |= !statuses.contains("ARCHIVED") && !statuses.contains("DELETED");
            } else if (!IMPRESSIONS.contains(field)
                    || !operator.equals("GREATER_THAN")
                    || !String.valueOf(filter.get("value")).equals("0")) {
                throw MetaError.parameter(
                        "Filtering field " + field + " with operation " + operator + " is not supported");
            }
        }
        return new MetaFilter(Map.copyOf(ids), withoutRemoved);
    }

    /** Whether the entity and all that it belongs to are among those that are named. */
    boolean matches(EntityRef ref, Map<EntityRef, Entity> entities) {
        @Nullable EntityRef next = ref;
        while (next != null) {
            Set<String> named = ids.get(next.level());
            if (named != null && !named.contains(next.id())) {
                return false;
            }
            Entity entity = entities.get(next);
            if (withoutRemoved && entity != null && entity.status() == Entity.Status.REMOVED) {
                return false;
            }
            next = entity == null ? null : entity.parent();
        }
        return true;
    }

    private static Set<String> both(Set<String> a, Set<String> b) {
        return a.stream().filter(b::contains).collect(Collectors.toSet());
    }
}
