package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Level;
import java.util.List;

/**
 * A column of a report that is read, with the names that it is looked for by unless
 * {@link TradeDeskBuilder#column(TradeDeskColumn, String)} names another.
 *
 * <p>Names are equal if their letters and digits are, whatever their case, so that {@code "Advertiser Cost (Adv
 * Currency)"} and {@code advertiser_cost_adv_currency} are one.
 */
public enum TradeDeskColumn {
    /** The day, {@code "Date"}; needed. */
    DATE("Date"),
    /** The hour of the day, 0 to 23, {@code "Hour"}; needed for rows by hour unless the date has the time. */
    HOUR("Hour", "Hour of Day"),
    /** {@code "Advertiser ID"}: if it is there, rows of other advertisers are refused. */
    ADVERTISER_ID("Advertiser ID"),
    /**
     * {@code "Campaign ID"}; needed for rows of campaigns, and where campaigns have conversion columns of their own.
     */
    CAMPAIGN_ID("Campaign ID"),
    /** {@code "Ad Group ID"}; needed for rows of ad groups. */
    AD_GROUP_ID("Ad Group ID"),
    /** {@code "Creative ID"}; needed for rows of ads, which are creatives here. */
    CREATIVE_ID("Creative ID"),
    /** {@code "Advertiser Currency Code"}: if it is there, rows in another currency than the account's are refused. */
    CURRENCY("Advertiser Currency Code"),
    /** {@code "Impressions"}; needed. */
    IMPRESSIONS("Impressions"),
    /** {@code "Clicks"}; needed. */
    CLICKS("Clicks"),
    /** What the advertiser is charged, {@code "Advertiser Cost (Adv Currency)"}; needed. */
    COST("Advertiser Cost (Adv Currency)");

    private final String name;
    private final String otherName;

    TradeDeskColumn(String name) {
        this(name, name);
    }

    TradeDeskColumn(String name, String otherName) {
        this.name = name;
        this.otherName = otherName;
    }

    /** The names that it is looked for by, the first that is there counts. */
    List<String> names() {
        return List.of(name, otherName);
    }

    /** The column that tells a level's rows apart. */
    static TradeDeskColumn ofLevel(Level level) {
        return switch (level) {
            case ACCOUNT -> ADVERTISER_ID;
            case CAMPAIGN -> CAMPAIGN_ID;
            case AD_GROUP -> AD_GROUP_ID;
            case AD -> CREATIVE_ID;
        };
    }
}
