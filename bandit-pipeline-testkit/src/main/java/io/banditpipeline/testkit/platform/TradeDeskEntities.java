package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Advertisers, campaigns, ad groups and creatives. */
final class TradeDeskEntities {
    private final TradeDeskSimulatorBuilder setup;
    private final TradeDeskBudgets budgets;

    TradeDeskEntities(TradeDeskSimulatorBuilder setup, TradeDeskBudgets budgets) {
        this.setup = setup;
        this.budgets = budgets;
    }

    HttpReply partners(TradeDeskRequest request) {
        request.allow("SearchTerms", "SortFields", "PageStartIndex", "PageSize");
        ObjectNode partner = Json.object().put("PartnerId", setup.partnerId).put("PartnerName", "Partner");
        return request.page(List.of(partner), 1);
    }

    HttpReply advertisers(TradeDeskRequest request) {
        request.allow("PartnerId", "SearchTerms", "SortFields", "Availabilities", "PageStartIndex", "PageSize")
                .require("PartnerId");
        if (!request.text("PartnerId").equals(setup.partnerId)) {
            throw TradeDeskRefusal.denied("partner " + request.text("PartnerId"));
        }
        List<ObjectNode> all =
                setup.settings.data.accounts().stream().map(this::json).toList();
        return request.page(all, all.size());
    }

    HttpReply advertiser(String id) {
        return HttpReply.json(200, json(account(id)).toString());
    }

    HttpReply campaigns(TradeDeskRequest request) {
        return list(request, Level.CAMPAIGN);
    }

    HttpReply adGroups(TradeDeskRequest request) {
        return list(request, Level.AD_GROUP);
    }

    HttpReply creatives(TradeDeskRequest request) {
        return list(request, Level.AD);
    }

    HttpReply campaign(String id) {
        return one(Level.CAMPAIGN, id);
    }

    HttpReply adGroup(String id) {
        return one(Level.AD_GROUP, id);
    }

    private HttpReply list(TradeDeskRequest request, Level level) {
        request.allow("AdvertiserId", "SearchTerms", "SortFields", "Availabilities", "PageStartIndex", "PageSize")
                .require("AdvertiserId");
        Account account = account(request.text("AdvertiserId"));
        Map<EntityRef, Entity> index = entities(account);
        List<Entity> all = index.values().stream()
                .filter(entity -> entity.ref().level() == level)
                .toList();
        List<String> wanted = request.body().has("Availabilities")
                ? Json.texts(request.body().path("Availabilities"))
                : List.of("Available", "Archived");
        List<ObjectNode> results = all.stream()
                .filter(entity -> wanted.contains(availability(entity)))
                .map(entity -> json(account, entity, index))
                .toList();
        return request.page(results, all.size());
    }

    private HttpReply one(Level level, String id) {
        EntityRef ref = new EntityRef(level, id);
        for (Account account : setup.settings.data.accounts()) {
            Map<EntityRef, Entity> index = entities(account);
            if (index.containsKey(ref)) {
                return HttpReply.json(200, json(account, index.get(ref), index).toString());
            }
        }
        throw TradeDeskRefusal.denied(level + " " + id);
    }

    private Account account(String id) {
        Optional<Account> account = setup.settings.data.accounts().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
        return account.orElseThrow(() -> TradeDeskRefusal.denied("advertiser " + id));
    }

    private Map<EntityRef, Entity> entities(Account account) {
        Instant now = setup.settings.clock.instant();
        return EntityIndex.of(setup.settings.data.entities(account, now));
    }

    private ObjectNode json(Account account) {
        return Json.object()
                .put("PartnerId", setup.partnerId)
                .put("AdvertiserId", account.id())
                .put("AdvertiserName", "Advertiser " + account.id())
                .put("CurrencyCode", account.currency().getCurrencyCode())
                .put("DomainAddress", "https://advertiser.example")
                .put("Availability", "Available");
    }

    private ObjectNode json(Account account, Entity entity, Map<EntityRef, Entity> index) {
        String id = entity.ref().id();
        ObjectNode json = Json.object().put("AdvertiserId", account.id());
        switch (entity.ref().level()) {
            case CAMPAIGN -> {
                json.put("CampaignId", id).put("CampaignName", entity.name());
                json.put("BudgetingVersion", budgeting(id).version());
                json.put("PacingMode", budgeting(id).pacing());
                json.putArray("CampaignFlights").add(budgets.flightOf(account, id));
                int column = setup.conversionColumns.getOrDefault(id, 1);
                json.putArray("CampaignConversionReportingColumns")
                        .addObject()
                        .put("TrackingTagId", "tag-" + id)
                        .put("TrackingTagName", "Purchase")
                        .put("ReportingColumnId", column);
            }
            case AD_GROUP -> {
                json.put("CampaignId", idOf(entity, Level.CAMPAIGN, index));
                json.put("AdGroupId", id).put("AdGroupName", entity.name());
                json.put("IsEnabled", entity.status() == Entity.Status.ACTIVE);
                String campaign = idOf(entity, Level.CAMPAIGN, index);
                boolean byMinimum = budgeting(campaign).version().equals("Kokai");
                boolean byDay = budgeting(campaign).pacing().equals("Off");
                json.putObject("RTBAttributes")
                        .set(
                                "BudgetSettings",
                                budgets.settingsOf(account, id, campaign)
                                        .put("AllocationType", byMinimum ? "Minimum" : "Maximum")
                                        .put("PacingMode", byDay ? "PaceToEndOfDay" : "PaceToEndOfFlight"));
            }
            case AD -> {
                json.put("CreativeId", id).put("CreativeName", entity.name());
                json.put("AdGroupId", idOf(entity, Level.AD_GROUP, index));
            }
            case ACCOUNT -> throw new IllegalArgumentException("an account is no entity of an account: " + entity);
        }
        return json.put("Availability", availability(entity));
    }

    private static String idOf(Entity entity, Level level, Map<EntityRef, Entity> index) {
        for (@Nullable Entity of = entity; of != null; of = of.parent() == null ? null : index.get(of.parent())) {
            if (of.ref().level() == level) {
                return of.ref().id();
            }
        }
        return "";
    }

    private TradeDeskSimulatorBuilder.Budgeting budgeting(String campaignId) {
        return setup.budgetings.getOrDefault(
                campaignId, new TradeDeskSimulatorBuilder.Budgeting("Kokai", "Off"));
    }

    private static String availability(Entity entity) {
        return entity.status() == Entity.Status.REMOVED ? "Archived" : "Available";
    }
}
