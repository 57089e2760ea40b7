package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.money.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The daily budgets of campaigns and ad sets: of a campaign, or of its ad sets, never of both. Thread-safe. */
final class MetaBudgets {
    private static final int CHANGES_PER_HOUR = 4;
    private static final int MUTATIONS_PER_SECOND = 100;
    private static final Set<String> WITHOUT_CENTS =
            Set.of("CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND");

    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, Level> levelByCampaign;
    private final List<BudgetWrite> changes = new ArrayList<>();
    private final Map<String, Integer> mutationsBySecond = new HashMap<>();

    /** Budgets that lie where a campaign's id says; for those that are not named, half and half. */
    MetaBudgets(Map<String, Level> levelByCampaign) {
        this.levelByCampaign = Map.copyOf(levelByCampaign);
    }

    /** How many of Meta's units are one unit of a currency. */
    static int offset(Account account) {
        return WITHOUT_CENTS.contains(account.currency().getCurrencyCode()) ? 1 : 100;
    }

    /** Meta's units in micros. */
    static long micros(Account account, long units) {
        return Math.multiplyExact(units, Micros.PER_UNIT / offset(account));
    }

    /** The smallest daily budget, in Meta's units. */
    static int minimum(Account account) {
        return offset(account);
    }

    synchronized List<BudgetWrite> writes() {
        return List.copyOf(changes);
    }

    /** The budget in Meta's units, whether it was told or there from the beginning. */
    synchronized long budget(Account account, String id) {
        return told.getOrDefault(id, (20L + Hashed.below(480, Hashed.key(id), 1)) * offset(account));
    }

    /** The fields of an entity that has a budget of its own. */
    Map<String, Object> fields(MetaObjects.Found found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (hasBudget(found.entity())) {
            long budget = budget(found.account(), found.entity().ref().id());
            fields.put("daily_budget", Long.toString(budget));
            fields.put("lifetime_budget", "0");
            fields.put("budget_remaining", Long.toString(budget / 2));
        }
        return fields;
    }

    /** Whether the entity, and not what it belongs to or what belongs to it, has the budget. */
    boolean hasBudget(Entity entity) {
        EntityRef parent = entity.parent();
        return switch (entity.ref().level()) {
            case CAMPAIGN -> levelOf(entity.ref().id()) == Level.CAMPAIGN;
            case AD_GROUP -> parent != null && levelOf(parent.id()) == Level.AD_GROUP;
            default -> false;
        };
    }

    /** Takes a new budget. */
    synchronized void change(MetaObjects.Found found, String budget, boolean onlyValidate, Instant now) {
        Entity entity = found.entity();
        String id = entity.ref().id();
        check(found, budget);
        String second = MetaObjects.digits(found.account()) + "/" + now.getEpochSecond();
        mutationsBySecond.keySet().removeIf(key -> !key.equals(second) && !key.endsWith("/" + now.getEpochSecond()));
        if (mutationsBySecond.merge(second, 1, Integer::sum) > MUTATIONS_PER_SECOND) {
            throw new MetaError(400, 613, 5044001, true, "(#613) Calls to this api have exceeded the rate limit.");
        }
        Instant hourAgo = now.minus(Duration.ofHours(1));
        long recent = changes.stream()
                .filter(change -> change.budgetId().equals(id) && change.at().isAfter(hourAgo))
                .count();
        if (recent >= CHANGES_PER_HOUR) {
            throw new MetaError(
                    400, 613, 1487632, false, "(#613) The budget of an object can be changed 4 times an hour.");
        }
        if (!onlyValidate) {
            told.put(id, Long.parseLong(budget));
            long micros = micros(found.account(), Long.parseLong(budget));
            changes.add(new BudgetWrite(found.account().id(), id, "daily_budget", micros, now));
        }
    }

    private void check(MetaObjects.Found found, String budget) {
        Entity entity = found.entity();
        if (!budget.matches("[0-9]{1,15}")) {
            throw MetaError.parameter("Param daily_budget must be an integer, but is " + budget);
        }
        if (entity.status() == Entity.Status.REMOVED) {
            throw new MetaError(400, 100, 1487566, false, "(#100) Archived objects cannot be edited");
        }
        if (!hasBudget(entity)) {
            throw new MetaError(
                    400,
                    100,
                    1885621,
                    false,
                    "(#100) You can only set an ad set budget or a campaign budget; " + entity.ref() + " has none");
        }
        if (Long.parseLong(budget) < minimum(found.account())) {
            throw new MetaError(
                    400,
                    100,
                    1885272,
                    false,
                    "(#100) Your budget is too low: it must be at least " + minimum(found.account()) + " "
                            + found.account().currency());
        }
    }

    private Level levelOf(String campaign) {
        return levelByCampaign.getOrDefault(
                campaign, Hashed.below(2, Hashed.key(campaign), 0) == 0 ? Level.CAMPAIGN : Level.AD_GROUP);
    }
}
