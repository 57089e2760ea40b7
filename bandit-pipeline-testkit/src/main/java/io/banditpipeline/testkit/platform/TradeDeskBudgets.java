package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Budgets of campaigns' flights and of ad groups. Amounts are decimals of the advertiser's currency. Thread-safe. */
final class TradeDeskBudgets {
    static final String BUDGET = "BudgetInAdvertiserCurrency";
    static final String DAILY = "DailyTargetInAdvertiserCurrency";
    private static final int SCALE = 6;
    private static final long USUAL_BUDGET = 3_000_000_000L;
    private static final long USUAL_DAILY = 100_000_000L;

    private final InstantSource clock;
    private final PlatformData data;
    private final Map<String, Amounts> byEntity = new LinkedHashMap<>();
    private final List<BudgetWrite> writes = new ArrayList<>();

    TradeDeskBudgets(InstantSource clock, PlatformData data) {
        this.clock = clock;
        this.data = data;
    }

    synchronized List<BudgetWrite> writes() {
        return List.copyOf(writes);
    }

    synchronized Optional<Long> amount(String entityId, String property) {
        return Optional.ofNullable(byEntity.get(entityId)).map(amounts -> amounts.get(property));
    }

    synchronized ObjectNode flightOf(Account account, String campaignId) {
        return flightJson(of(account, campaignId, flightId(account, campaignId)), campaignId);
    }

    /** The budget settings of an ad group, with its share of the campaign's flight. */
    synchronized ObjectNode settingsOf(Account account, String adGroupId, String campaignId) {
        Amounts amounts = of(account, adGroupId, flightId(account, campaignId));
        ObjectNode settings = Json.object().put("PacingMode", "PaceToEndOfFlight");
        String currency = account.currency().getCurrencyCode();
        settings.putObject("Budget").put("Amount", decimal(amounts.budget)).put("CurrencyCode", currency);
        settings.putObject("DailyBudget").put("Amount", decimal(amounts.daily)).put("CurrencyCode", currency);
        if (amounts.hasFlight) {
            settings.putArray("AdGroupFlights")
                    .addObject()
                    .put("AdGroupId", adGroupId)
                    .put("CampaignFlightId", amounts.flightId)
                    .put(BUDGET, decimal(amounts.budget))
                    .put(DAILY, decimal(amounts.daily));
        } else {
            settings.putArray("AdGroupFlights");
        }
        return settings;
    }

    HttpReply flight(String id) {
        return HttpReply.json(200, campaignOfFlight(id).toString());
    }

    /** {@code PUT /v3/campaignflight}: what is not named stays. */
    synchronized HttpReply putFlight(TradeDeskRequest request) {
        request.allow(
                        "CampaignFlightId",
                        "CampaignId",
                        "StartDateInclusiveUTC",
                        "EndDateExclusiveUTC",
                        BUDGET,
                        DAILY,
                        "BudgetInImpressions",
                        "DailyTargetInImpressions")
                .require("CampaignFlightId");
        ObjectNode flight = campaignOfFlight(request.text("CampaignFlightId"));
        String campaign = flight.path("CampaignId").asText();
        Amounts amounts = Objects.requireNonNull(byEntity.get(campaign), campaign);
        change(amounts, campaign, request.body());
        return HttpReply.json(200, flightJson(amounts, campaign).toString());
    }

    /** {@code PUT /v3/adgroup}: what is not named stays, but flights that are named replace those there were. */
    synchronized void putAdGroup(TradeDeskRequest request) {
        request.allow("AdGroupId", "AdGroupName", "Description", "IsEnabled", "RTBAttributes")
                .require("AdGroupId");
        String id = request.text("AdGroupId");
        Account account = accountOf(id);
        JsonNode attributes = request.body().path("RTBAttributes");
        request.allow("RTBAttributes.", attributes, "BudgetSettings");
        JsonNode settings = attributes.path("BudgetSettings");
        request.allow(
                "RTBAttributes.BudgetSettings.", settings, "Budget", "DailyBudget", "PacingMode", "AdGroupFlights");
        Amounts amounts = of(account, id, 0);
        JsonNode flights = settings.path("AdGroupFlights");
        if (flights.isArray()) {
            amounts.hasFlight = !flights.isEmpty();
            for (JsonNode flight : flights) {
                request.allow(
                        "RTBAttributes.BudgetSettings.AdGroupFlights.",
                        flight,
                        "AdGroupId",
                        "CampaignFlightId",
                        BUDGET,
                        DAILY,
                        "BudgetInImpressions",
                        "DailyTargetInImpressions");
                if (amounts.flightId != 0 && flight.path("CampaignFlightId").asLong() != amounts.flightId) {
                    throw TradeDeskRefusal.invalid("CampaignFlightId", "The flight is not of the ad group's campaign.");
                }
                change(amounts, id, flight);
            }
        }
        change(amounts, id, amountsOf(settings));
    }

    private static ObjectNode amountsOf(JsonNode settings) {
        ObjectNode amounts = Json.object();
        if (settings.path("Budget").has("Amount")) {
            amounts.set(BUDGET, settings.path("Budget").path("Amount"));
        }
        if (settings.path("DailyBudget").has("Amount")) {
            amounts.set(DAILY, settings.path("DailyBudget").path("Amount"));
        }
        return amounts;
    }

    private void change(Amounts amounts, String entityId, JsonNode named) {
        for (String property : List.of(BUDGET, DAILY)) {
            if (named.has(property) && !named.path(property).isNull()) {
                long micros = micros(amounts.account, property, named.path(property));
                amounts.set(property, micros);
                writes.add(new BudgetWrite(amounts.account.id(), entityId, property, micros, clock.instant()));
            }
        }
    }

    private static long micros(Account account, String property, JsonNode value) {
        if (!value.isNumber()) {
            throw TradeDeskRefusal.invalid(property, "The value must be a number.");
        }
        BigDecimal amount = new BigDecimal(value.asText());
        if (amount.signum() < 0) {
            throw TradeDeskRefusal.invalid(property, "The value must not be negative.");
        }
        if (amount.stripTrailingZeros().scale() > account.currency().getDefaultFractionDigits()) {
            throw TradeDeskRefusal.invalid(property, "The value has more decimals than its currency.");
        }
        return amount.movePointRight(SCALE).longValueExact();
    }

    private ObjectNode campaignOfFlight(String flightId) {
        Instant now = clock.instant();
        for (Account account : data.accounts()) {
            for (var entity : data.entities(account, now)) {
                String id = entity.ref().id();
                if (entity.ref().level() == Level.CAMPAIGN
                        && String.valueOf(flightId(account, id)).equals(flightId)) {
                    return flightOf(account, id);
                }
            }
        }
        throw TradeDeskRefusal.denied("campaign flight " + flightId);
    }

    private Account accountOf(String adGroupId) {
        Instant now = clock.instant();
        return data.accounts().stream()
                .filter(account -> data.entities(account, now).stream()
                        .anyMatch(entity -> entity.ref().level() == Level.AD_GROUP
                                && entity.ref().id().equals(adGroupId)))
                .findFirst()
                .orElseThrow(() -> TradeDeskRefusal.denied("ad group " + adGroupId));
    }

    private Amounts of(Account account, String entityId, long flightId) {
        Amounts amounts = byEntity.computeIfAbsent(entityId, absent -> new Amounts(account));
        amounts.flightId = flightId == 0 ? amounts.flightId : flightId;
        return amounts;
    }

    private static ObjectNode flightJson(Amounts amounts, String campaignId) {
        return Json.object()
                .put("CampaignFlightId", amounts.flightId)
                .put("CampaignId", campaignId)
                .put("StartDateInclusiveUTC", "2020-01-01T00:00:00")
                .put("EndDateExclusiveUTC", "2035-01-01T00:00:00")
                .put(BUDGET, decimal(amounts.budget))
                .put(DAILY, decimal(amounts.daily));
    }

    private static long flightId(Account account, String campaignId) {
        return 1 + ((account.id() + "/" + campaignId).hashCode() & 0x7fffffffL);
    }

    private static BigDecimal decimal(long micros) {
        BigDecimal decimal = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    private static final class Amounts {
        private final Account account;
        private long flightId;
        private boolean hasFlight = true;
        private long budget = USUAL_BUDGET;
        private long daily = USUAL_DAILY;

        Amounts(Account account) {
            this.account = account;
        }

        long get(String property) {
            return property.equals(BUDGET) ? budget : daily;
        }

        void set(String property, long micros) {
            if (property.equals(BUDGET)) {
                budget = micros;
            } else {
                daily = micros;
            }
        }
    }
}
