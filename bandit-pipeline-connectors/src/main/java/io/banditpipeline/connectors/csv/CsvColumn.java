package io.banditpipeline.connectors.csv;

/** What a column that holds no metric says. */
enum CsvColumn {
    DATE("date"),
    HOUR("hour"),
    ENTITY("entity"),
    CHANNEL("channel"),
    ACCOUNT("account"),
    CURRENCY("currency"),
    OBSERVED_AT("observedAt");

    private final String key;

    CsvColumn(String key) {
        this.key = key;
    }

    /** Its name in a mapping. */
    String key() {
        return key;
    }
}
