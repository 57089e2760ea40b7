package io.banditpipeline.connectors.tradedesk;

/**
 * How a report is asked to be written, and therefore read.
 *
 * @param internationalNumbers {@code 1.015,25} instead of {@code 1,015.25}
 * @param internationalDates day first, {@code 31/12/2026}, instead of {@code 2026-12-31}
 * @param tabs cells parted by tabs, as the template says
 */
record ReportFormat(boolean internationalNumbers, boolean internationalDates, boolean tabs) {
    String numericFormat() {
        return internationalNumbers ? "International" : "US";
    }

    String dateFormat() {
        return internationalDates ? "International" : "Sortable";
    }

    String fileFormat() {
        return tabs ? "TSV" : "CSV";
    }
}
