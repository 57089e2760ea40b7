package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/** Answers to be parsed. */
final class Rows {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private Rows() {}

    static Slice slice(Level level, Granularity granularity, String zone, String first, String last) {
        return new Slice(
                "google_ads",
                new Account("google_ads", "1234567890", ZoneId.of(zone), Currency.getInstance("JPY")),
                level,
                granularity,
                new DateRange(LocalDate.parse(first), LocalDate.parse(last)));
    }

    static Slice daily() {
        return slice(Level.CAMPAIGN, Granularity.DAY, "Asia/Tokyo", "2026-11-01", "2026-11-30");
    }

    static RecordingSink parse(String json, Slice slice) throws IOException {
        RecordingSink sink = new RecordingSink();
        SearchStreamParser.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), slice, NOW, sink);
        return sink;
    }

    /** One row with these metrics, as JSON fields without braces. */
    static String row(String metrics) {
        return "[{\"results\":[{\"campaign\":{\"id\":\"7\"},\"segments\":{\"date\":\"2026-11-02\"},\"metrics\":{"
                + metrics + "}}]}]";
    }
}
