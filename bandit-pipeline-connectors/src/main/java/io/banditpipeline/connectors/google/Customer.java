package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;

/**
 * An account or manager as Google lists it.
 *
 * @param id its digits
 * @param login the manager through which it is reached, or itself
 */
record Customer(String id, String login, boolean manager, String status, String timeZone, String currencyCode) {
    static Customer of(JsonNode node, String login) {
        return new Customer(
                node.path("id").asText(),
                login,
                node.path("manager").asBoolean(),
                node.path("status").asText(),
                node.path("timeZone").asText(),
                node.path("currencyCode").asText());
    }

    boolean isEnabled() {
        return status.equals("ENABLED");
    }

    /** @throws SourceException if its zone or currency is unknown here */
    Account account() {
        return new Account(GoogleAds.PLATFORM, id, zone(), currency());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw unknown("time zone", timeZone, "update the time zones of this Java runtime", e);
        }
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currencyCode);
        } catch (IllegalArgumentException e) {
            throw unknown("currency", currencyCode, "update this Java runtime", e);
        }
    }

    private SourceException unknown(String what, String value, String advice, Exception cause) {
        return new SourceException(
                Kind.CONFIGURATION,
                "Google Ads account " + id + " has the " + what + " \"" + value + "\", which is not known here. What to"
                        + " do: " + advice + ", or name the other accounts with accounts(...)",
                cause);
    }
}
