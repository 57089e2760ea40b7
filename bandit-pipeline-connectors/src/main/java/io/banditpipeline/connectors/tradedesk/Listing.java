package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists campaigns, ad groups and creatives of an advertiser. Archived ones are asked for, too, as far as the platform
 * lists them. Immutable and thread-safe.
 *
 * @param calls the API
 * @param level down to which level
 */
record Listing(Calls calls, Level level) {
    private static final List<Object> AVAILABILITIES = List.of("Available", "Archived");

    /** Each entity once. */
    List<Entity> of(Account account) {
        Map<EntityRef, Entity> all = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            if (kind.level.compareTo(level) <= 0) {
                for (JsonNode entry : calls.queryAll(kind.path, filter(account), account.id(), Cancellation.never())) {
                    Entity entity = kind.entity(entry);
                    all.put(entity.ref(), entity);
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static Map<String, Object> filter(Account account) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("AdvertiserId", account.id());
        filter.put("Availabilities", AVAILABILITIES);
        return filter;
    }

    /** What is listed, and how it is called. Creatives belong to the advertiser: many ad groups may show one. */
    private enum Kind {
        CAMPAIGN(Level.CAMPAIGN, "campaign/query/advertiser", "CampaignId", "CampaignName"),
        AD_GROUP(Level.AD_GROUP, "adgroup/query/advertiser", "AdGroupId", "AdGroupName"),
        CREATIVE(Level.AD, "creative/query/advertiser", "CreativeId", "CreativeName");

        private final Level level;
        private final String path;
        private final String id;
        private final String name;

        Kind(Level level, String path, String id, String name) {
            this.level = level;
            this.path = path;
            this.id = id;
            this.name = name;
        }

        private Entity entity(JsonNode entry) {
            String own = entry.path(id).asText("");
            if (own.isEmpty()) {
                throw new SourceException(
                        SourceException.Kind.TRANSIENT, "an entry of " + path + " came without " + id, null);
            }
            return new Entity(new EntityRef(level, own), entry.path(name).asText(""), parent(entry), status(entry));
        }

        private @Nullable EntityRef parent(JsonNode entry) {
            String campaign = this == AD_GROUP ? entry.path("CampaignId").asText("") : "";
            return campaign.isEmpty() ? null : new EntityRef(Level.CAMPAIGN, campaign);
        }

        private static Entity.Status status(JsonNode entry) {
            if ("Archived".equalsIgnoreCase(entry.path("Availability").asText(""))) {
                return Entity.Status.REMOVED;
            }
            return entry.path("IsEnabled").asBoolean(true) ? Entity.Status.ACTIVE : Entity.Status.PAUSED;
        }
    }
}
