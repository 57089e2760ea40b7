package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;

/**
 * Where a report has what is read of it; {@link #NONE} for what it does not have and need not.
 *
 * @param header the names
 * @param date the day
 * @param hour the hour of the day
 * @param entity the id of the level's entity
 * @param advertiser the id of the account
 * @param campaign the id of the campaign
 * @param currency the currency's code
 * @param impressions impressions
 * @param clicks clicks
 * @param cost the cost
 * @param conversions conversions and revenue
 */
record ReportLayout(
        ReportHeader header,
        int date,
        int hour,
        int entity,
        int advertiser,
        int campaign,
        int currency,
        int impressions,
        int clicks,
        int cost,
        ConversionColumns conversions) {
    static final int NONE = -1;

    /**
     * Finds the columns.
     *
     * @throws io.banditpipeline.metric.SourceException if one that is needed is not there
     */
    static ReportLayout of(
            ReportHeader header, ColumnNames names, ConversionNumbers conversions, Level level, Granularity grain) {
        Search search = new Search(header, names);
        int hour = search.optional(TradeDeskColumn.HOUR);
        return new ReportLayout(
                header,
                search.needed(TradeDeskColumn.DATE, "the day"),
                grain == Granularity.HOUR ? hour : NONE,
                entity(search, level),
                search.optional(TradeDeskColumn.ADVERTISER_ID),
                conversions.differByCampaign()
                        ? search.needed(TradeDeskColumn.CAMPAIGN_ID, "the conversion columns of campaigns")
                        : search.optional(TradeDeskColumn.CAMPAIGN_ID),
                search.optional(TradeDeskColumn.CURRENCY),
                search.needed(TradeDeskColumn.IMPRESSIONS, "impressions"),
                search.needed(TradeDeskColumn.CLICKS, "clicks"),
                search.needed(TradeDeskColumn.COST, "the cost"),
                new ConversionColumns(header, conversions));
    }

    /** Rows of the whole account need no id. */
    private static int entity(Search search, Level level) {
        TradeDeskColumn column = TradeDeskColumn.ofLevel(level);
        return level == Level.ACCOUNT ? NONE : search.needed(column, "rows of level " + level);
    }

    private record Search(ReportHeader header, ColumnNames names) {
        int needed(TradeDeskColumn column, String purpose) {
            return header.need(
                    names.of(column), purpose, "name it with column(TradeDeskColumn." + column + ", \"...\")");
        }

        int optional(TradeDeskColumn column) {
            return header.find(names.of(column)).orElse(NONE);
        }
    }
}
