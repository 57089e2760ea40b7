package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Entity.Status;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lists an account's campaigns, ad groups and ads, removed ones included. Used once. */
final class EntityListing {
    private final SearchCalls calls;
    private final AccountDirectory directory;
    private final Account account;
    private final Level level;
    private final Map<EntityRef, Entity> entities = new LinkedHashMap<>();
    private final CampaignList.Collector campaigns = new CampaignList.Collector();

    /** @param level how far down */
    EntityListing(SearchCalls calls, AccountDirectory directory, Account account, Level level) {
        this.calls = calls;
        this.directory = directory;
        this.account = account;
        this.level = level;
    }

    List<Entity> entities() {
        rows(Gaql.CAMPAIGNS, this::campaign);
        if (level.compareTo(Level.AD_GROUP) >= 0) {
            rows(Gaql.AD_GROUPS, row -> part(row, Level.AD_GROUP, row.path("adGroup"), row.path("adGroup")));
        }
        if (level.compareTo(Level.AD) >= 0) {
            rows(Gaql.ADS, row -> part(row, Level.AD, row.path("adGroupAd").path("ad"), row.path("adGroupAd")));
        }
        return List.copyOf(entities.values());
    }

    /** The campaigns, once the entities were listed. */
    CampaignList campaigns() {
        return campaigns.list();
    }

    private void rows(String query, Consumer<JsonNode> rows) {
        calls.rows(account.id(), directory.login(account), query, rows);
    }

    private void campaign(JsonNode row) {
        JsonNode campaign = row.path("campaign");
        EntityRef ref = new EntityRef(Level.CAMPAIGN, campaign.path("id").asText());
        String name = campaign.path("name").asText();
        Status status = status(campaign);
        campaigns.add(campaign);
        entities.put(ref, new Entity(ref, name, null, status));
        if (level != Level.CAMPAIGN && !CampaignList.hasAds(campaign)) {
            EntityRef rest = Remainders.entity(ref, level);
            entities.put(rest, new Entity(rest, name + " (unattributed)", ref, status));
        }
    }

    /** An ad group or an ad. One ad may be in several ad groups: it is listed once, in the one where it can spend. */
    private void part(JsonNode row, Level of, JsonNode identified, JsonNode withStatus) {
        EntityRef ref = new EntityRef(of, identified.path("id").asText());
        EntityRef parent = of == Level.AD
                ? new EntityRef(Level.AD_GROUP, row.path("adGroup").path("id").asText())
                : new EntityRef(Level.CAMPAIGN, row.path("campaign").path("id").asText());
        Entity above = entities.get(parent);
        Status own = status(withStatus);
        Status status = above == null || above.status().compareTo(own) <= 0 ? own : above.status();
        Entity entity = new Entity(ref, identified.path("name").asText(), parent, status);
        entities.merge(ref, entity, (a, b) -> a.status().compareTo(b.status()) <= 0 ? a : b);
    }

    /** A status that is new to us counts as one in which money may be spent. */
    private static Status status(JsonNode node) {
        return switch (node.path("status").asText()) {
            case "PAUSED" -> Status.PAUSED;
            case "REMOVED" -> Status.REMOVED;
            default -> Status.ACTIVE;
        };
    }
}
