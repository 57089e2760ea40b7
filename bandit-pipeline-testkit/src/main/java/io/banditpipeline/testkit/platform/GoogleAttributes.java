package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Google Ads says of accounts, campaigns, ad groups and ads besides their metrics. */
final class GoogleAttributes {
    private final PlatformData data;
    private final GoogleBudgets budgets;
    private final Set<String> disabled;

    GoogleAttributes(PlatformData data, GoogleBudgets budgets, Set<String> disabled) {
        this.data = data;
        this.budgets = budgets;
        this.disabled = disabled;
    }

    /** The attributes of each entity of a level. */
    Map<EntityRef, Map<GoogleField, Object>> ofLevel(Account account, Level level, Instant now) {
        Map<EntityRef, Map<GoogleField, Object>> attributes = new LinkedHashMap<>();
        Map<GoogleField, Object> customer = customer(account);
        if (level == Level.ACCOUNT) {
            attributes.put(new EntityRef(Level.ACCOUNT, account.id()), customer);
            return attributes;
        }
        Map<EntityRef, Entity> entities = EntityIndex.of(data.entities(account, now));
        Set<EntityRef> withAdGroups = entities.values().stream()
                .filter(entity -> entity.ref().level() == Level.AD_GROUP && entity.parent() != null)
                .map(Entity::parent)
                .collect(Collectors.toSet());
        for (Entity entity : entities.values()) {
            if (entity.ref().level() == level) {
                Map<GoogleField, Object> all = new EnumMap<>(customer);
                for (@Nullable Entity of = entity;
                        of != null;
                        of = of.parent() == null ? null : entities.get(of.parent())) {
                    put(all, account, of, withAdGroups.contains(of.ref()));
                }
                attributes.put(entity.ref(), all);
            }
        }
        return attributes;
    }

    /** The attributes of an account. */
    Map<GoogleField, Object> customer(Account account) {
        Map<GoogleField, Object> row = new EnumMap<>(GoogleField.class);
        row.put(GoogleField.CUSTOMER__RESOURCE_NAME, "customers/" + account.id());
        row.put(GoogleField.CUSTOMER__ID, account.id());
        row.put(GoogleField.CUSTOMER__DESCRIPTIVE_NAME, "Account " + account.id());
        row.put(GoogleField.CUSTOMER__CURRENCY_CODE, account.currency().getCurrencyCode());
        row.put(GoogleField.CUSTOMER__TIME_ZONE, account.zone().getId());
        row.put(GoogleField.CUSTOMER__MANAGER, false);
        row.put(GoogleField.CUSTOMER__STATUS, disabled.contains(account.id()) ? "SUSPENDED" : "ENABLED");
        return row;
    }

    private void put(Map<GoogleField, Object> row, Account account, Entity entity, boolean hasAdGroups) {
        String root = "customers/" + account.id() + "/";
        String id = entity.ref().id();
        switch (entity.ref().level()) {
            case CAMPAIGN -> putCampaign(row, account, entity, hasAdGroups);
            case AD_GROUP -> {
                row.put(GoogleField.AD_GROUP__RESOURCE_NAME, root + "adGroups/" + id);
                row.put(GoogleField.AD_GROUP__ID, id);
                row.put(GoogleField.AD_GROUP__NAME, entity.name());
                row.put(GoogleField.AD_GROUP__STATUS, status(entity));
                row.put(GoogleField.AD_GROUP__CAMPAIGN, root + "campaigns/" + idOf(entity.parent()));
            }
            case AD -> {
                String ad = id.substring(id.indexOf('~') + 1);
                row.put(
                        GoogleField.AD_GROUP_AD__RESOURCE_NAME,
                        root + "adGroupAds/" + idOf(entity.parent()) + "~" + ad);
                row.put(GoogleField.AD_GROUP_AD__STATUS, status(entity));
                row.put(GoogleField.AD_GROUP_AD__AD_GROUP, root + "adGroups/" + idOf(entity.parent()));
                row.put(GoogleField.AD_GROUP_AD__AD__RESOURCE_NAME, root + "ads/" + ad);
                row.put(GoogleField.AD_GROUP_AD__AD__ID, ad);
                row.put(GoogleField.AD_GROUP_AD__AD__NAME, entity.name());
            }
            case ACCOUNT -> throw new IllegalArgumentException("an account is no entity of an account: " + entity);
        }
    }

    private void putCampaign(Map<GoogleField, Object> row, Account account, Entity entity, boolean hasAdGroups) {
        String id = entity.ref().id();
        row.put(GoogleField.CAMPAIGN__RESOURCE_NAME, "customers/" + account.id() + "/campaigns/" + id);
        row.put(GoogleField.CAMPAIGN__ID, id);
        row.put(GoogleField.CAMPAIGN__NAME, entity.name());
        row.put(GoogleField.CAMPAIGN__STATUS, status(entity));
        row.put(GoogleField.CAMPAIGN__ADVERTISING_CHANNEL_TYPE, hasAdGroups ? "SEARCH" : "PERFORMANCE_MAX");
        Map<GoogleField, Object> budget = budgets.ofCampaign(account, id);
        row.putAll(budget);
        row.put(GoogleField.CAMPAIGN__CAMPAIGN_BUDGET, budget.get(GoogleField.CAMPAIGN_BUDGET__RESOURCE_NAME));
    }

    private static String status(Entity entity) {
        return switch (entity.status()) {
            case ACTIVE -> "ENABLED";
            case PAUSED -> "PAUSED";
            case REMOVED -> "REMOVED";
        };
    }

    private static String idOf(@Nullable EntityRef parent) {
        if (parent == null) {
            throw new IllegalArgumentException("an ad group or an ad of Google Ads needs a parent");
        }
        return parent.id();
    }
}
