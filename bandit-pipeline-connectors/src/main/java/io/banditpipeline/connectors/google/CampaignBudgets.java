package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.budget.BudgetPort;
import io.banditpipeline.connectors.internal.budget.BudgetReading;
import io.banditpipeline.connectors.internal.google.SearchStream;
import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Average daily budgets of campaigns of Google Ads. Thread-safe. */
final class CampaignBudgets implements BudgetPort {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");
    private static final String HIGHEST_ID = Long.toString(Long.MAX_VALUE);
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}");
    private static final int AT_ONCE = 500;

    private final SearchCalls calls;
    private final AccountDirectory directory;
    private final Consumer<ApiCallLog> logs;
    private final Map<Currency, Long> units = new ConcurrentHashMap<>();

    /** @param logs takes a log that is to hear of all calls */
    CampaignBudgets(SearchCalls calls, AccountDirectory directory, Consumer<ApiCallLog> logs) {
        this.calls = calls;
        this.directory = directory;
        this.logs = logs;
    }

    @Override
    public String platform() {
        return GoogleAds.PLATFORM;
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
        List<Long> campaigns = new ArrayList<>();
        for (EntityRef entity : entities) {
            if (entity.level() != Level.CAMPAIGN) {
                readings.put(
                        entity,
                        new BudgetReading.Refused("Google Ads has budgets of campaigns only: make arms of campaigns"));
            } else if (isNumber(entity.id())) {
                campaigns.add(Long.valueOf(entity.id()));
                readings.put(entity, new BudgetReading.Removed("Google Ads knows no campaign " + entity.id()));
            } else {
                readings.put(
                        entity,
                        new BudgetReading.Refused(
                                Printable.line(entity.id(), 50) + " is not the number of a campaign"));
            }
        }
        if (!campaigns.isEmpty()) {
            readCampaigns(account, campaigns, readings, cancellation);
        }
        return readings;
    }

    private void readCampaigns(
            Account account, List<Long> campaigns, Map<EntityRef, BudgetReading> into, Cancellation cancellation) {
        @Nullable String login = directory.login(account);
        long unit = unit(account, login, cancellation);
        for (int from = 0; from < campaigns.size(); from += AT_ONCE) {
            List<Long> some = campaigns.subList(from, Math.min(campaigns.size(), from + AT_ONCE));
            for (JsonNode row : rows(account, login, Gaql.budgets(some), cancellation)) {
                EntityRef campaign = new EntityRef(
                        Level.CAMPAIGN, row.path("campaign").path("id").asText());
                into.put(campaign, reading(account, login, unit, row));
            }
        }
    }

    private List<JsonNode> rows(Account account, @Nullable String login, String query, Cancellation cancellation) {
        return calls.stream(
                account.id(),
                login,
                query,
                (body, head) -> {
                    List<JsonNode> rows = new ArrayList<>();
                    SearchStream.trees(body, rows::add);
                    return rows;
                },
                cancellation);
    }

    /** What Google bills in, asked once for each currency. */
    private long unit(Account account, @Nullable String login, Cancellation cancellation) {
        Long known = units.get(account.currency());
        if (known != null) {
            return known;
        }
        List<JsonNode> rows = rows(account, login, Gaql.unit(account.currency()), cancellation);
        String text = rows.size() == 1
                ? rows.get(0)
                        .path("currencyConstant")
                        .path("billableUnitMicros")
                        .asText()
                : "";
        if (!AMOUNT.matcher(text).matches() || Long.parseLong(text) == 0) {
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "Google Ads does not tell which unit it bills " + account.currency() + " in, so that no budget of"
                            + " account " + account.id() + " can be set",
                    null);
        }
        units.put(account.currency(), Long.valueOf(text));
        return Long.parseLong(text);
    }

    private BudgetReading reading(Account account, @Nullable String login, long unit, JsonNode row) {
        JsonNode campaign = row.path("campaign");
        JsonNode budget = row.path("campaignBudget");
        String currency = row.path("customer").path("currencyCode").asText();
        String period = budget.path("period").asText();
        if (campaign.path("status").asText().equals("REMOVED")) {
            return new BudgetReading.Removed("campaign " + campaign.path("id").asText() + " is removed on Google Ads");
        }
        if (!currency.equals(account.currency().getCurrencyCode())) {
            return new BudgetReading.Refused("the account's currency is " + account.currency() + " here, but "
                    + currency + " on Google Ads: correct the arm's account");
        }
        if (!period.equals("DAILY")) {
            return new BudgetReading.Refused("its budget is of period " + (period.isEmpty() ? "unknown" : period)
                    + ", not a daily one: give the campaign a daily budget");
        }
        if (budget.path("explicitlyShared").asBoolean()
                || budget.path("referenceCount").asLong() > 1) {
            return new BudgetReading.Refused("its budget is a shared one of "
                    + budget.path("referenceCount").asLong() + " campaigns: give the campaign a budget of its own");
        }
        String name = budget.path("resourceName").asText();
        String amount = budget.path("amountMicros").asText();
        if (!AMOUNT.matcher(amount).matches() || !name.startsWith("customers/")) {
            return new BudgetReading.Unread(new SourceException(
                    Kind.TRANSIENT, "Google Ads answered without the budget's name or amount; ask again", null));
        }
        return new BudgetReading.Held(
                Long.parseLong(amount),
                unit,
                unit,
                Long.MAX_VALUE,
                (micros, validateOnly, cancellation) -> calls.mutate(
                        account.id(), login, "campaignBudgets", change(name, micros, validateOnly), cancellation));
    }

    /** What is asked for: this one field of this one budget. */
    static ObjectNode change(String resourceName, long micros, boolean validateOnly) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode operation = body.putArray("operations").addObject();
        operation.put("updateMask", "amountMicros");
        operation.putObject("update").put("resourceName", resourceName).put("amountMicros", Long.toString(micros));
        return body.put("partialFailure", false).put("validateOnly", validateOnly);
    }

    /** Whether Google can have such an id: its ids are numbers of 64 bits. */
    static boolean isNumber(String id) {
        return ID.matcher(id).matches() && (id.length() < HIGHEST_ID.length() || id.compareTo(HIGHEST_ID) <= 0);
    }
}
