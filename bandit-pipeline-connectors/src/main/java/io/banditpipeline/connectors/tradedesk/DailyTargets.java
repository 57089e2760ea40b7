package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.budget.BudgetPort;
import io.banditpipeline.connectors.internal.budget.BudgetReading;
import io.banditpipeline.connectors.internal.budget.BudgetWriter;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.money.Micros;
import io.banditpipeline.workflow.Cancellation;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Daily targets of The Trade Desk: of the flight of a campaign that is under way, or of an ad group's part in it. What
 * the campaign's budgeting does not spend by such a target is refused. Thread-safe.
 */
final class DailyTargets implements BudgetPort {
    private static final Set<String> PACED_BY_DAY =
            Set.of("Off", "PaceToDailyCap", "PaceToEndOfDay", "PaceAsSoonAsPossible");
    private static final Set<String> BUDGETINGS = Set.of("", "Solimar", "Kokai");
    private static final List<String> OF_FLIGHT = List.of("BudgetInImpressions", "DailyTargetInImpressions");

    private final Calls calls;
    private final InstantSource clock;
    private final Consumer<ApiCallLog> logs;

    /** @param logs takes a log that is to hear of all calls */
    DailyTargets(Calls calls, InstantSource clock, Consumer<ApiCallLog> logs) {
        this.calls = calls;
        this.clock = clock;
        this.logs = logs;
    }

    /** A flight with a daily target, or why there is none that may be set. */
    private record Found(Optional<JsonNode> flight, BudgetReading otherwise) {
        static Found refused(String why) {
            return new Found(Optional.empty(), new BudgetReading.Refused(why));
        }
    }

    @Override
    public String platform() {
        return Advertisers.PLATFORM;
    }

    @Override
    public void attach(ApiCallLog log) {
        logs.accept(log);
    }

    @Override
    public Map<EntityRef, BudgetReading> read(
            Account account, Collection<EntityRef> entities, Cancellation cancellation) {
        JsonNode advertiser = calls.get(Advertisers.ADVERTISER, account.id(), account.id(), cancellation);
        String currency = advertiser.path("CurrencyCode").asText("");
        Map<String, JsonNode> campaigns = new HashMap<>();
        Map<EntityRef, BudgetReading> readings = new LinkedHashMap<>();
        for (EntityRef entity : entities) {
            if (!currency.equals(account.currency().getCurrencyCode())
                    || account.currency().getDefaultFractionDigits() < 0) {
                readings.put(entity, new BudgetReading.Refused("the advertiser's currency is " + account.currency()
                        + " here, but " + Words.quoted(currency) + " on The Trade Desk: correct the arm's account"));
            } else {
                readings.put(entity, read(account, entity, campaigns, cancellation));
            }
        }
        return readings;
    }

    private BudgetReading read(
            Account account, EntityRef entity, Map<String, JsonNode> campaigns, Cancellation cancellation) {
        if (!isPlain(entity.id())) {
            return new BudgetReading.Refused(Words.quoted(entity.id()) + " is not an id of The Trade Desk");
        }
        try {
            return switch (entity.level()) {
                case CAMPAIGN -> campaign(account, get("campaign", entity.id(), account, campaigns, cancellation));
                case AD_GROUP -> adGroup(account, entity.id(), campaigns, cancellation);
                case ACCOUNT, AD ->
                    new BudgetReading.Refused(
                            "The Trade Desk has budgets of campaigns and ad groups only: make arms of these");
            };
        } catch (SourceException failure) {
            return new BudgetReading.Unread(failure);
        }
    }

    /** Nothing that could change an address. */
    private static boolean isPlain(String id) {
        return id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }

    private JsonNode get(
            String path, String id, Account account, Map<String, JsonNode> known, Cancellation cancellation) {
        JsonNode before = known.get(path + "/" + id);
        if (before != null) {
            return before;
        }
        JsonNode answer = calls.get(path, id, account.id(), cancellation);
        known.put(path + "/" + id, answer);
        return answer;
    }

    private BudgetReading campaign(Account account, JsonNode campaign) {
        Found found = flight(account, campaign);
        if (found.flight().isEmpty()) {
            return found.otherwise();
        }
        JsonNode flight = found.flight().get();
        return held(account, flight, (micros, only, cancellation) -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(Flights.ID, flight.path(Flights.ID).asLong());
            body.put(Flights.DAILY, amount(micros));
            calls.change("campaignflight", body, account.id(), cancellation);
        });
    }

    /** The flight of a campaign that is spent by a daily target. */
    private Found flight(Account account, JsonNode campaign) {
        String budgeting = campaign.path("BudgetingVersion").asText("");
        String pacing = campaign.path("PacingMode").asText("");
        if (!campaign.path("AdvertiserId").asText("").equals(account.id())) {
            return Found.refused("it belongs to another advertiser: correct the arm's entities");
        }
        if (campaign.path("Availability").asText("").equals("Archived")) {
            return new Found(Optional.empty(), new BudgetReading.Removed("it is archived on The Trade Desk"));
        }
        if (!BUDGETINGS.contains(budgeting)) {
            return Found.refused("its BudgetingVersion is " + Words.quoted(budgeting)
                    + ", of which nothing is known here: set its budget by hand");
        }
        if (!PACED_BY_DAY.contains(pacing)) {
            return Found.refused("its PacingMode is " + Words.quoted(pacing)
                    + ", which spreads the flight's whole budget: let it pace to a daily cap");
        }
        List<JsonNode> current = Flights.current(campaign, clock.instant());
        if (current.size() != 1) {
            return Found.refused(current.size() + " of its flights are under way: one must be");
        }
        return new Found(Optional.of(current.get(0)), new BudgetReading.Refused(""));
    }

    private BudgetReading adGroup(
            Account account, String id, Map<String, JsonNode> campaigns, Cancellation cancellation) {
        JsonNode adGroup = calls.get("adgroup", id, account.id(), cancellation);
        JsonNode settings = adGroup.path("RTBAttributes").path("BudgetSettings");
        String campaignId = adGroup.path("CampaignId").asText("");
        if (adGroup.path("Availability").asText("").equals("Archived")) {
            return new BudgetReading.Removed("it is archived on The Trade Desk");
        }
        if (!isPlain(campaignId) || campaignId.isEmpty()) {
            throw new SourceException(Kind.TRANSIENT, "ad group " + id + " came without its CampaignId; ask again", null);
        }
        JsonNode campaign = get("campaign", campaignId, account, campaigns, cancellation);
        Found found = flight(account, campaign);
        if (found.flight().isEmpty()) {
            return found.otherwise();
        }
        String usual = campaign.path("BudgetingVersion").asText("").equals("Kokai") ? "Minimum" : "Maximum";
        String allocation = settings.path("AllocationType").asText(usual);
        String pacing = settings.path("PacingMode").asText("");
        if (!allocation.equals("Maximum")) {
            return new BudgetReading.Refused("its AllocationType is " + Words.quoted(allocation)
                    + ": its amount is what it spends at least, not a budget; make an arm of the campaign");
        }
        if (!PACED_BY_DAY.contains(pacing)) {
            return new BudgetReading.Refused(
                    "its PacingMode is " + Words.quoted(pacing) + ": let it pace to the end of the day");
        }
        return adGroupFlight(account, id, settings.path("AdGroupFlights"), found.flight().get());
    }

    private BudgetReading adGroupFlight(Account account, String id, JsonNode flights, JsonNode current) {
        long flightId = current.path(Flights.ID).asLong();
        for (JsonNode flight : flights) {
            if (flight.path(Flights.ID).asLong() == flightId) {
                return held(account, flight, (micros, only, cancellation) ->
                        calls.change("adgroup", body(id, flights, flightId, micros), account.id(), cancellation));
            }
        }
        return new BudgetReading.Refused("it has no part in its campaign's flight " + flightId + ": give it one");
    }

    /** All flights, since those that are named replace those there were. */
    private static Map<String, Object> body(String id, JsonNode flights, long changed, long micros) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode flight : flights) {
            Map<String, Object> copy = new LinkedHashMap<>();
            boolean isChanged = flight.path(Flights.ID).asLong() == changed;
            copy.put(Flights.ID, flight.path(Flights.ID).asLong());
            put(copy, flight, Flights.BUDGET);
            put(copy, flight, Flights.DAILY);
            OF_FLIGHT.forEach(property -> put(copy, flight, property));
            if (isChanged) {
                copy.put(Flights.DAILY, amount(micros));
            }
            all.add(copy);
        }
        return Map.of(
                "AdGroupId", id, "RTBAttributes", Map.of("BudgetSettings", Map.of("AdGroupFlights", List.copyOf(all))));
    }

    private static void put(Map<String, Object> copy, JsonNode flight, String property) {
        if (flight.path(property).isNumber()) {
            copy.put(property, plain(flight.path(property).decimalValue()));
        }
    }

    private static BudgetReading held(Account account, JsonNode flight, BudgetWriter writer) {
        JsonNode daily = flight.path(Flights.DAILY);
        JsonNode budget = flight.path(Flights.BUDGET);
        if (!daily.isNumber()) {
            return new BudgetReading.Refused("its flight " + flight.path(Flights.ID).asLong()
                    + " has no daily target in money: set a first one by hand");
        }
        long unit = Micros.of(BigDecimal.ONE.movePointLeft(account.currency().getDefaultFractionDigits()));
        long whole = budget.isNumber() ? Micros.of(budget.decimalValue()) : 0;
        return new BudgetReading.Held(
                Micros.of(daily.decimalValue()), unit, unit, whole > 0 ? whole : Long.MAX_VALUE, writer);
    }

    private static BigDecimal amount(long micros) {
        return plain(Micros.toDecimal(micros));
    }

    /** Without a power of ten, and without zeros at the end. */
    private static BigDecimal plain(BigDecimal decimal) {
        BigDecimal plain = decimal.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
