package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Campaign budgets: what they are, and what clients make of them. This class is thread-safe. */
final class GoogleBudgets {
    private static final long USUAL_AMOUNT = 50_000_000;
    private static final long MICROS = 1_000_000;
    private static final int INVALID_ARGUMENT = 3;

    private final InstantSource clock;
    private final Map<String, Budget> budgets = new LinkedHashMap<>();
    private final Map<String, String> byCampaign = new HashMap<>();
    private final List<BudgetWrite> writes = new ArrayList<>();
    private long leastMicros = MICROS;

    GoogleBudgets(InstantSource clock) {
        this.clock = clock;
    }

    void setLeast(long micros) {
        leastMicros = micros;
    }

    synchronized void add(
            String accountId, String budgetId, long amountMicros, boolean shared, Collection<String> campaigns) {
        Budget budget = new Budget(accountId, budgetId, amountMicros, shared, new TreeSet<>(campaigns));
        budgets.put(budget.name(), budget);
        campaigns.forEach(campaign -> byCampaign.put(accountId + "/" + campaign, budget.name()));
    }

    synchronized Optional<Long> amount(String accountId, String budgetId) {
        return Optional.ofNullable(budgets.get(name(accountId, budgetId))).map(budget -> budget.amountMicros);
    }

    synchronized List<BudgetWrite> writes() {
        return List.copyOf(writes);
    }

    /** The budget of a campaign; one of its own with the campaign's number unless another was given to it. */
    synchronized Map<GoogleField, Object> ofCampaign(Account account, String campaignId) {
        if (!byCampaign.containsKey(account.id() + "/" + campaignId)) {
            add(account.id(), campaignId, USUAL_AMOUNT, false, Set.of(campaignId));
        }
        return attributes(existing(byCampaign.get(account.id() + "/" + campaignId)));
    }

    synchronized List<Map<GoogleField, Object>> ofAccount(Account account) {
        return budgets.values().stream()
                .filter(budget -> budget.accountId.equals(account.id()))
                .map(GoogleBudgets::attributes)
                .toList();
    }

    private static Map<GoogleField, Object> attributes(Budget budget) {
        Map<GoogleField, Object> row = new EnumMap<>(GoogleField.class);
        row.put(GoogleField.CAMPAIGN_BUDGET__RESOURCE_NAME, budget.name());
        row.put(GoogleField.CAMPAIGN_BUDGET__ID, budget.id);
        row.put(GoogleField.CAMPAIGN_BUDGET__NAME, "Budget " + budget.id);
        row.put(GoogleField.CAMPAIGN_BUDGET__STATUS, "ENABLED");
        row.put(GoogleField.CAMPAIGN_BUDGET__PERIOD, "DAILY");
        row.put(GoogleField.CAMPAIGN_BUDGET__AMOUNT_MICROS, budget.amountMicros);
        row.put(GoogleField.CAMPAIGN_BUDGET__EXPLICITLY_SHARED, budget.shared);
        row.put(GoogleField.CAMPAIGN_BUDGET__REFERENCE_COUNT, (long) budget.campaigns.size());
        return row;
    }

    /** Changes budgets as a request says; all or none unless it asks for partial failure. */
    synchronized ObjectNode mutate(Account account, JsonNode request, String version, String requestId) {
        ArrayNode errors = Json.array();
        ArrayNode results = Json.array();
        List<Runnable> changes = new ArrayList<>();
        int index = 0;
        for (JsonNode operation : request.path("operations")) {
            Optional<Failure> failure = failure(account, operation);
            if (failure.isPresent()) {
                errors.add(located(failure.get(), index));
                results.addObject();
            } else {
                JsonNode update = operation.path("update");
                changes.add(() -> write(
                        update.path("resourceName").asText(),
                        update.path("amountMicros").asLong()));
                results.addObject()
                        .put("resourceName", update.path("resourceName").asText());
            }
            index++;
        }
        if (index == 0) {
            throw new Refused(Failure.request("REQUIRED_FIELD_MISSING", "Required field is missing: operations"));
        }
        boolean partial = request.path("partialFailure").asBoolean();
        if (!errors.isEmpty() && !partial) {
            throw new MutationRefused(errors);
        }
        if (request.path("validateOnly").asBoolean()) {
            return errors.isEmpty() ? Json.object() : partialFailure(errors, version, requestId);
        }
        changes.forEach(Runnable::run);
        ObjectNode answer = errors.isEmpty() ? Json.object() : partialFailure(errors, version, requestId);
        answer.set("results", results);
        return answer;
    }

    private Optional<Failure> failure(Account account, JsonNode operation) {
        JsonNode update = operation.path("update");
        if (!update.isObject()) {
            return failed("mutateError", "MUTATE_NOT_ALLOWED", "Only updates of budgets are simulated.");
        }
        String mask = operation.path("updateMask").asText();
        if (mask.isEmpty()) {
            return failed(
                    "fieldMaskError", "FIELD_MASK_MISSING", "The field mask must be provided for update operations.");
        }
        if (!Set.of("amountMicros", "amount_micros").contains(mask)) {
            return failed(
                    "fieldMaskError", "FIELD_NOT_FOUND", "The field mask contained an invalid field: '" + mask + "'.");
        }
        Budget budget = budgets.get(update.path("resourceName").asText());
        if (budget == null || !budget.accountId.equals(account.id())) {
            return failed("mutateError", "RESOURCE_NOT_FOUND", "Resource was not found.");
        }
        return failureOfAmount(account, update.path("amountMicros").asText());
    }

    private Optional<Failure> failureOfAmount(Account account, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            return failed("campaignBudgetError", "MONEY_AMOUNT_CANNOT_BE_NEGATIVE", "Not an amount: " + text);
        }
        long amount = Long.parseLong(text);
        if (amount < 0) {
            return failed("campaignBudgetError", "MONEY_AMOUNT_CANNOT_BE_NEGATIVE", "The amount must not be negative.");
        }
        if (amount % unit(account.currency()) != 0) {
            return failed(
                    "campaignBudgetError",
                    "NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT",
                    "A money amount was not a multiple of a minimum unit.");
        }
        return amount < leastMicros
                ? failed(
                        "campaignBudgetError",
                        "BUDGET_BELOW_PER_DAY_MINIMUM",
                        "The budget is below the minimum of a day.")
                : Optional.empty();
    }

    /** The smallest amount of a currency: its ISO minor unit, which is enough for a simulation. */
    private static long unit(Currency currency) {
        long unit = MICROS;
        for (int digit = 0; digit < currency.getDefaultFractionDigits(); digit++) {
            unit /= 10;
        }
        return unit;
    }

    /** What it says of all currencies. */
    static Stream<Map<GoogleField, Object>> currencies() {
        return Currency.getAvailableCurrencies().stream()
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .map(currency -> {
                    Map<GoogleField, Object> row = new EnumMap<>(GoogleField.class);
                    String code = currency.getCurrencyCode();
                    row.put(GoogleField.CURRENCY_CONSTANT__RESOURCE_NAME, "currencyConstants/" + code);
                    row.put(GoogleField.CURRENCY_CONSTANT__CODE, code);
                    row.put(GoogleField.CURRENCY_CONSTANT__BILLABLE_UNIT_MICROS, unit(currency));
                    return row;
                });
    }

    private static Optional<Failure> failed(String group, String code, String message) {
        return Optional.of(Failure.of(400, "INVALID_ARGUMENT", group, code, message));
    }

    private static ObjectNode located(Failure failure, int index) {
        ObjectNode error = failure.error();
        error.putObject("location")
                .putArray("fieldPathElements")
                .addObject()
                .put("fieldName", "operations")
                .put("index", index);
        return error;
    }

    private static ObjectNode partialFailure(ArrayNode errors, String version, String requestId) {
        ObjectNode answer = Json.object();
        ObjectNode failure = answer.putObject("partialFailureError")
                .put("code", INVALID_ARGUMENT)
                .put(
                        "message",
                        "Multiple errors in ‘details’. First error: "
                                + errors.get(0).path("message").asText())
                .putArray("details")
                .addObject();
        failure.put("@type", "type.googleapis.com/google.ads.googleads." + version + ".errors.GoogleAdsFailure");
        failure.set("errors", errors);
        failure.put("requestId", requestId);
        return answer;
    }

    private Budget existing(@Nullable String name) {
        return Objects.requireNonNull(budgets.get(Objects.requireNonNull(name, "name")), "budget");
    }

    private void write(String name, long amount) {
        Budget budget = existing(name);
        budget.amountMicros = amount;
        writes.add(new BudgetWrite(budget.accountId, budget.id, "amountMicros", amount, clock.instant()));
    }

    private static String name(String accountId, String budgetId) {
        return "customers/" + accountId + "/campaignBudgets/" + budgetId;
    }

    /** All operations are refused, because some are wrong. */
    static final class MutationRefused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ArrayNode errors;

        MutationRefused(ArrayNode errors) {
            super(errors.toString());
            this.errors = errors;
        }

        ArrayNode errors() {
            return errors;
        }
    }

    private static final class Budget {
        private final String accountId;
        private final String id;
        private final boolean shared;
        private final Set<String> campaigns;
        private long amountMicros;

        Budget(String accountId, String id, long amountMicros, boolean shared, Set<String> campaigns) {
            this.accountId = accountId;
            this.id = id;
            this.amountMicros = amountMicros;
            this.shared = shared;
            this.campaigns = campaigns;
        }

        String name() {
            return GoogleBudgets.name(accountId, id);
        }
    }
}
