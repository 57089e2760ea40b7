package io.banditpipeline.campaign;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;

/**
 * An account of an ad platform. Its zone defines its days; its currency is that of every amount it reports.
 *
 * @param platform the ad system, such as {@code "google_ads"}, {@code "meta"}, {@code "trade_desk"}, or a host's own id
 * @param id the account's id on that platform
 * @param zone the zone that the account's reports and budgets use
 * @param currency the currency of the account's amounts
 */
public record Account(String platform, String id, ZoneId zone, Currency currency) implements Serializable {
    /** @throws IllegalArgumentException if {@code platform} or {@code id} is blank */
    public Account {
        Names.require("platform", platform);
        Names.require("id", id);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(currency, "currency");
    }

    /** Platform and id, such as {@code meta/act_1}; unique. */
    public String key() {
        return platform + "/" + id;
    }
}
