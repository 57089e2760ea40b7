package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts, campaigns, ad sets and ads, as nodes and in lists. This class is thread-safe. */
final class MetaObjects {
    private static final Set<String> ACCOUNT_FIELDS = Set.of(
            "id",
            "account_id",
            "name",
            "currency",
            "timezone_name",
            "timezone_offset_hours_utc",
            "account_status",
            "min_daily_budget");
    private static final Set<String> ENTITY_FIELDS = Set.of("id", "name", "account_id", "status", "effective_status");
    private static final Set<String> BUDGET_FIELDS = Set.of("daily_budget", "lifetime_budget", "budget_remaining");
    private static final Set<String> STATUSES = Set.of(
            "ACTIVE",
            "PAUSED",
            "DELETED",
            "PENDING_REVIEW",
            "DISAPPROVED",
            "PREAPPROVED",
            "PENDING_BILLING_INFO",
            "CAMPAIGN_PAUSED",
            "ARCHIVED",
            "ADSET_PAUSED",
            "IN_PROCESS",
            "WITH_ISSUES");

    private final PlatformData data;
    private final Map<String, Account> accounts;
    private final Map<String, Account> accountOfEntity = new ConcurrentHashMap<>();
    private final MetaBudgets budgets;

    MetaObjects(PlatformData data, MetaBudgets budgets) {
        this.data = data;
        this.budgets = budgets;
        accounts = data.accounts().stream()
                .collect(Collectors.toMap(MetaObjects::digits, account -> account, (a, b) -> a, LinkedHashMap::new));
    }

    /** A campaign, ad set or ad with its account. */
    record Found(Account account, Entity entity) {}

    /** The id of an account without {@code act_}. */
    static String digits(Account account) {
        return account.id().replace("act_", "");
    }

    static String name(Account account) {
        return "Konto \"" + digits(account) + "\", ünïcode";
    }

    Account account(String digits) {
        Account account = accounts.get(digits);
        if (account == null) {
            throw unknown("act_" + digits);
        }
        return account;
    }

    static MetaError unknown(String id) {
        return new MetaError(
                400,
                100,
                33,
                false,
                "Unsupported request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation");
    }

    Optional<Found> find(String id, Instant now) {
        Account known = accountOfEntity.get(id);
        for (Account account : known == null ? data.accounts() : List.of(known)) {
            for (Entity entity : data.entities(account, now)) {
                accountOfEntity.putIfAbsent(entity.ref().id(), account);
                if (entity.ref().id().equals(id)) {
                    return Optional.of(new Found(account, entity));
                }
            }
        }
        return Optional.empty();
    }

    List<Map<String, Object>> accounts(MetaParameters parameters, Instant now) {
        List<String> fields = fields(parameters, ACCOUNT_FIELDS, "AdAccount");
        return data.accounts().stream()
                .map(account -> only(fields, fields(account, now)))
                .toList();
    }

    Map<String, Object> account(Account account, MetaParameters parameters, Instant now) {
        return only(fields(parameters, ACCOUNT_FIELDS, "AdAccount"), fields(account, now));
    }

    /**
     * The entities of a level, all or those that belong directly to another; archived ones only if their status is
     * asked for.
     */
    List<Map<String, Object>> list(
            Account account, Level level, @Nullable EntityRef parent, MetaParameters parameters, Instant now) {
        List<String> fields = fields(parameters, allowed(level), type(level));
        List<String> statuses = parameters.list("effective_status");
        statuses.stream()
                .filter(status -> !STATUSES.contains(status))
                .findFirst()
                .ifPresent(status -> {
                    throw MetaError.parameter(
                            "Param effective_status must be among " + STATUSES + ", but is " + status);
                });
        Map<EntityRef, Entity> entities = new HashMap<>();
        List<Entity> all = data.entities(account, now);
        all.forEach(entity -> entities.put(entity.ref(), entity));
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Entity entity : all) {
            String status = effectiveStatus(entity, entities);
            boolean asked = statuses.isEmpty() ? !status.equals("ARCHIVED") : statuses.contains(status);
            boolean belongs = parent == null || parent.equals(entity.parent());
            if (entity.ref().level() == level && belongs && asked) {
                listed.add(only(fields, fields(new Found(account, entity), entities)));
            }
        }
        return listed;
    }

    Map<String, Object> entity(Found found, MetaParameters parameters, Instant now) {
        Level level = found.entity().ref().level();
        Map<EntityRef, Entity> entities = new HashMap<>();
        data.entities(found.account(), now).forEach(entity -> entities.put(entity.ref(), entity));
        return only(fields(parameters, allowed(level), type(level)), fields(found, entities));
    }

    private static Map<String, Object> fields(Account account, Instant now) {
        double offset = account.zone().getRules().getOffset(now).getTotalSeconds() / 3600.0;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", "act_" + digits(account));
        fields.put("account_id", digits(account));
        fields.put("name", name(account));
        fields.put("currency", account.currency().getCurrencyCode());
        fields.put("timezone_name", account.zone().getId());
        fields.put("timezone_offset_hours_utc", offset);
        fields.put("account_status", 1);
        fields.put("min_daily_budget", MetaBudgets.minimum(account));
        return fields;
    }

    private Map<String, Object> fields(Found found, Map<EntityRef, Entity> entities) {
        Entity entity = found.entity();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", entity.ref().id());
        fields.put("name", entity.name());
        fields.put("account_id", digits(found.account()));
        fields.put("status", status(entity));
        fields.put("effective_status", effectiveStatus(entity, entities));
        EntityRef parent = entity.parent();
        if (parent != null) {
            fields.put(parent.level() == Level.CAMPAIGN ? "campaign_id" : "adset_id", parent.id());
        }
        Entity above = parent == null ? null : entities.get(parent);
        EntityRef campaign = above == null ? null : above.parent();
        if (campaign != null) {
            fields.put("campaign_id", campaign.id());
        }
        fields.putAll(budgets.fields(found));
        return fields;
    }

    private static String status(Entity entity) {
        return entity.status() == Entity.Status.REMOVED
                ? "ARCHIVED"
                : entity.status().name();
    }

    private static String effectiveStatus(Entity entity, Map<EntityRef, Entity> entities) {
        String own = status(entity);
        @Nullable EntityRef parent = entity.parent();
        while (parent != null && own.equals("ACTIVE")) {
            Entity above = entities.get(parent);
            if (above == null || above.status() != Entity.Status.ACTIVE) {
                return parent.level() == Level.CAMPAIGN ? "CAMPAIGN_PAUSED" : "ADSET_PAUSED";
            }
            parent = above.parent();
        }
        return own;
    }

    private static Set<String> allowed(Level level) {
        Set<String> allowed = new HashSet<>(ENTITY_FIELDS);
        switch (level) {
            case AD -> allowed.addAll(Set.of("adset_id", "campaign_id"));
            case AD_GROUP -> {
                allowed.add("campaign_id");
                allowed.addAll(BUDGET_FIELDS);
            }
            default -> allowed.addAll(BUDGET_FIELDS);
        }
        return allowed;
    }

    private static String type(Level level) {
        return switch (level) {
            case ACCOUNT -> "AdAccount";
            case CAMPAIGN -> "Campaign";
            case AD_GROUP -> "AdSet";
            case AD -> "Ad";
        };
    }

    private static List<String> fields(MetaParameters parameters, Set<String> allowed, String type) {
        List<String> asked = parameters.list("fields");
        asked.stream().filter(field -> !allowed.contains(field)).findFirst().ifPresent(field -> {
            throw MetaError.parameter("Tried accessing nonexisting field (" + field + ") on node type (" + type + ")");
        });
        return asked;
    }

    /** The id, and what was asked for. */
    private static Map<String, Object> only(List<String> asked, Map<String, Object> fields) {
        Map<String, Object> only = new LinkedHashMap<>();
        asked.stream().filter(fields::containsKey).forEach(field -> only.put(field, fields.get(field)));
        Object id = fields.get("id");
        if (id != null) {
            only.put("id", id);
        }
        return only;
    }
}
