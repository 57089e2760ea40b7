package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.budget.BudgetPort;
import io.banditpipeline.connectors.internal.budget.BudgetReading;
import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Daily budgets of Meta: of a campaign, or of its ad sets, never of both. They are whole numbers of Meta's unit of the
 * account's currency. Thread-safe.
 */
final class DailyBudgets implements BudgetPort {
    private static final Set<String> REMOVED = Set.of("DELETED", "ARCHIVED");
    private static final String ACCOUNT_FIELDS = "account_id,currency,min_daily_budget";
    private static final String ENTITY_FIELDS = "id,account_id,effective_status,daily_budget,lifetime_budget";

    private final Graph graph;
    private final Consumer<ApiCallLog> logs;

    /** @param logs takes a log that is to hear of all calls */
    DailyBudgets(Graph graph, Consumer<ApiCallLog> logs) {
        this.graph = graph;
        this.logs = logs;
    }

    /**
     * What holds for all budgets of an account.
     *
     * @param unitMicros what they are counted in
     * @param least the least, in units
     */
    private record Terms(Account account, long unitMicros, long least) {}

    @Override
    public String platform() {
        return MetaAds.PLATFORM;
    }

    @Override
    public boolean canValidate() {
        return true;
    }

    @Override
    public void attach(ApiCallLog log) {
        logs.accept(log);
    }

    @Override
    public Map<EntityRef, BudgetReading> read(
            Account account, Collection<EntityRef> entities, Cancellation cancellation) {
        Map<EntityRef, BudgetReading> readings = new LinkedHashMap<>();
        JsonNode facts = graph.object(
                call(account, account.id(), "act_{id}", Map.of("fields", ACCOUNT_FIELDS)), cancellation);
        String currency = facts.path("currency").asText();
        OptionalLong unit = MetaCurrencies.unitMicros(account.currency());
        for (EntityRef entity : entities) {
            if (!currency.equals(account.currency().getCurrencyCode())) {
                readings.put(entity, new BudgetReading.Refused("the account's currency is " + account.currency()
                        + " here, but " + currency + " on Meta: correct the arm's account"));
            } else if (unit.isEmpty()) {
                readings.put(entity, new BudgetReading.Refused(
                        "in which unit Meta counts budgets in " + currency + " is not known here: set it by hand"));
            } else {
                long least = Math.max(1, number(facts, "min_daily_budget"));
                readings.put(entity, read(new Terms(account, unit.getAsLong(), least), entity, cancellation));
            }
        }
        return readings;
    }

    private BudgetReading read(Terms terms, EntityRef entity, Cancellation cancellation) {
        if (entity.level() != Level.CAMPAIGN && entity.level() != Level.AD_GROUP) {
            return new BudgetReading.Refused(
                    "Meta has budgets of campaigns and ad sets only: make arms of these");
        }
        if (!AccountIds.isDigits(entity.id())) {
            return new BudgetReading.Refused(
                    Printable.line(entity.id(), 50) + " is not the number of a campaign or ad set");
        }
        try {
            JsonNode found = graph.object(
                    call(terms.account(), entity.id(), template(entity), Map.of("fields", ENTITY_FIELDS)),
                    cancellation);
            return reading(terms, entity, found);
        } catch (SourceException failure) {
            return new BudgetReading.Unread(failure);
        }
    }

    private BudgetReading reading(Terms terms, EntityRef entity, JsonNode found) {
        String owner = found.path("account_id").asText();
        String status = found.path("effective_status").asText();
        long daily = number(found, "daily_budget");
        if (!AccountIds.withPrefix(owner).equals(AccountIds.withPrefix(terms.account().id()))) {
            return new BudgetReading.Refused("it belongs to another account on Meta: correct the arm's entities");
        }
        if (REMOVED.contains(status)) {
            return new BudgetReading.Removed("it is " + status.toLowerCase(Locale.ROOT) + " on Meta");
        }
        if (number(found, "lifetime_budget") > 0) {
            return new BudgetReading.Refused("it has a lifetime budget, not a daily one: give it a daily budget");
        }
        if (daily == 0) {
            return new BudgetReading.Refused(
                    entity.level() == Level.CAMPAIGN
                            ? "its ad sets have budgets of their own (ABO): make arms of the ad sets, or switch the"
                                    + " campaign to a budget of its own"
                            : "its campaign has the budget (CBO, Advantage campaign budget): make an arm of the"
                                    + " campaign, or switch the campaign to budgets of ad sets");
        }
        return new BudgetReading.Held(
                Math.multiplyExact(daily, terms.unitMicros()),
                terms.unitMicros(),
                Math.multiplyExact(terms.least(), terms.unitMicros()),
                Long.MAX_VALUE,
                (micros, validateOnly, cancellation) -> write(terms, entity, micros, validateOnly, cancellation));
    }

    private void write(
            Terms terms, EntityRef entity, long micros, boolean validateOnly, Cancellation cancellation) {
        Map<String, String> form = new TreeMap<>();
        form.put("daily_budget", Long.toString(micros / terms.unitMicros()));
        if (validateOnly) {
            form.put("execution_options", "[\"validate_only\"]");
        }
        JsonNode answer = graph.change(call(terms.account(), entity.id(), template(entity), form), cancellation);
        if (!answer.path("success").asBoolean()) {
            throw new SourceException(
                    Kind.TRANSIENT, "Meta did not confirm the budget of " + entity.id() + "; look what it holds", null);
        }
    }

    private static Graph.Call call(Account account, String path, String endpoint, Map<String, String> parameters) {
        return new Graph.Call(path, endpoint, account.id(), parameters, MetaBuckets.ofManagement(account.id()));
    }

    private static String template(EntityRef entity) {
        return entity.level() == Level.CAMPAIGN ? "{campaign_id}" : "{adset_id}";
    }

    /** A whole number, which Meta writes as text or as a number; 0 if it is not there. */
    private static long number(JsonNode object, String field) {
        @Nullable JsonNode value = object.get(field);
        String text = value == null ? "" : value.asText();
        if (text.isEmpty() || value.isNull()) {
            return 0;
        }
        if (!AccountIds.isDigits(text) || text.length() > 12) {
            throw new SourceException(
                    Kind.TRANSIENT, "Meta answered with a " + field + " that is no whole number; ask again", null);
        }
        return Long.parseLong(text);
    }
}
