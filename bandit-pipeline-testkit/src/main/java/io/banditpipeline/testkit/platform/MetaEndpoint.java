package io.banditpipeline.testkit.platform;

/** What can be asked of {@link MetaSimulator}. */
public enum MetaEndpoint {
    /** {@code GET me/adaccounts}. */
    ACCOUNTS,
    /** {@code GET act_{id}}. */
    ACCOUNT,
    /** {@code GET act_{id}/campaigns}. */
    CAMPAIGNS,
    /** {@code GET act_{id}/adsets} and {@code GET {campaign id}/adsets}. */
    AD_SETS,
    /** {@code GET act_{id}/ads} and {@code GET {ad set id}/ads}. */
    ADS,
    /** {@code GET act_{id}/insights}. */
    INSIGHTS,
    /** {@code POST act_{id}/insights}. */
    REPORT_START,
    /** {@code GET {report_run_id}}. */
    REPORT_STATUS,
    /** {@code GET {report_run_id}/insights}. */
    REPORT_ROWS,
    /** {@code GET {campaign or ad set id}}. */
    OBJECT,
    /** {@code POST {campaign or ad set id}}. */
    BUDGET;

    /** Whether it counts for the use case of insights; all others count for that of management. */
    boolean isInsights() {
        return this == INSIGHTS || this == REPORT_START || this == REPORT_STATUS || this == REPORT_ROWS;
    }
}
