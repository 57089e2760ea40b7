package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flights of campaigns: spans of time with a budget. Stateless. */
final class Flights {
    static final String BUDGET = "BudgetInAdvertiserCurrency";
    static final String DAILY = "DailyTargetInAdvertiserCurrency";
    static final String ID = "CampaignFlightId";

    private Flights() {}

    /** The flights of a campaign that are under way at a moment. */
    static List<JsonNode> current(JsonNode campaign, Instant now) {
        List<JsonNode> current = new ArrayList<>();
        for (JsonNode flight : campaign.path("CampaignFlights")) {
            Instant start = instant(flight.path("StartDateInclusiveUTC").asText(""));
            boolean endless = flight.path("EndDateExclusiveUTC").asText("").isEmpty()
                    || flight.path("EndDateExclusiveUTC").isNull();
            Instant end = endless ? Instant.MAX : instant(flight.path("EndDateExclusiveUTC").asText());
            if (start != null && end != null && !now.isBefore(start) && now.isBefore(end)) {
                current.add(flight);
            }
        }
        return current;
    }

    /** A time in UTC, which the platform writes with or without a zone; null if it is none. */
    private static @Nullable Instant instant(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return LocalDateTime.parse(plain.replaceFirst("\\+00:00$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            return null; // such a flight is not current, so that nothing is set
        }
    }
}
