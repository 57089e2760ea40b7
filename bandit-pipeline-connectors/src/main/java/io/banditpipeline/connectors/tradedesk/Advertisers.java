package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.connectors.internal.failure.AccountsFound;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * The advertisers that reports are asked for. Immutable and thread-safe.
 *
 * @param calls the API
 * @param ids the advertisers, or empty for all of the partners
 * @param partners the partners, or empty for all that the credentials can read; does not matter if there are ids
 * @param zone the zone of reports
 * @param zones by advertiser id, another zone
 */
record Advertisers(Calls calls, List<String> ids, List<String> partners, ZoneId zone, Map<String, ZoneId> zones) {
    static final String PLATFORM = "trade_desk";
    static final String ADVERTISER = "advertiser";
    static final String OF_PARTNER = "advertiser/query/partner";
    static final String PARTNERS = "partner/query";

    Advertisers {
        ids = List.copyOf(ids);
        partners = List.copyOf(partners);
        zones = Map.copyOf(zones);
    }

    /** Each once. An advertiser that cannot be read is among those that failed, never left out. */
    AccountListing list() {
        AccountsFound found = new AccountsFound(PLATFORM);
        if (ids.isEmpty()) {
            for (JsonNode advertiser : ofPartners()) {
                if (!isArchived(advertiser)) {
                    found.add(advertiser.path("AdvertiserId").asText(""), () -> account(advertiser));
                }
            }
        } else {
            ids.forEach(id -> found.add(id, () -> account(calls.get(ADVERTISER, id, id, Cancellation.never()))));
        }
        return found.listing();
    }

    private boolean isArchived(JsonNode advertiser) {
        return "Archived".equals(advertiser.path("Availability").asText(""));
    }

    private List<JsonNode> ofPartners() {
        List<JsonNode> advertisers = new ArrayList<>();
        for (String partner : partners.isEmpty() ? allPartners() : partners) {
            advertisers.addAll(calls.queryAll(OF_PARTNER, Map.of("PartnerId", partner), "", Cancellation.never()));
        }
        return advertisers;
    }

    private List<String> allPartners() {
        List<String> all = calls.queryAll(PARTNERS, Map.of(), "", Cancellation.never()).stream()
                .map(partner -> partner.path("PartnerId").asText(""))
                .filter(id -> !id.isEmpty())
                .toList();
        if (all.isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.PERMISSION,
                    "the credentials can read no partner; name advertisers with accounts(...), or give the user access",
                    null);
        }
        return all;
    }

    private Account account(JsonNode advertiser) {
        String id = advertiser.path("AdvertiserId").asText("");
        String code = advertiser.path("CurrencyCode").asText("");
        if (id.isEmpty() || code.isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    "advertiser " + Words.quoted(id) + " came without its AdvertiserId or CurrencyCode; ask again",
                    null);
        }
        return new Account(PLATFORM, id, zones.getOrDefault(id, zone), currency(id, code));
    }

    private static Currency currency(String id, String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "advertiser " + Words.quoted(id) + " has the currency " + Words.quoted(code)
                            + ", which ISO 4217 does not know",
                    unknown);
        }
    }
}
