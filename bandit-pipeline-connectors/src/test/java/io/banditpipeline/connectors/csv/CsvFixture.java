package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.quality.RejectedRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files, accounts and sinks for the tests of this package. */
final class CsvFixture {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Currency USD = Currency.getInstance("USD");
    static final Campaign CAMPAIGN = Campaign.of("spring", BERLIN, EUR);
    static final Account GOOGLE = new Account("google_ads", "g1", BERLIN, EUR);
    static final Account META = new Account("meta", "m1", ZoneId.of("America/New_York"), USD);
    static final DateRange ALL = new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31));
    static final Instant NOW = Instant.parse("2024-06-01T08:00:00Z");

    private CsvFixture() {}

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Day, Campaign, Impressions, Clicks, Conversions, Cost, Revenue of one account, all history. */
    static CsvMappingBuilder longMapping() {
        return CsvMapping.longTable()
                .campaign(CAMPAIGN)
                .account(GOOGLE)
                .date("Day")
                .entity("Campaign")
                .column(Metric.CLICKS, "Clicks")
                .column(Metric.COST, "Cost")
                .coverage(CsvMapping.Coverage.HISTORY);
    }

    static Taken fetch(Path file, CsvMapping mapping) {
        return fetch(source(file, mapping), mapping.accounts().get(0));
    }

    static CsvSource source(Path file, CsvMapping mapping) {
        return CsvSource.from(file).mapping(mapping).clock(() -> NOW).build();
    }

    static Taken fetch(CsvSource source, Account account) {
        return fetch(source, account, ALL);
    }

    static Taken fetch(CsvSource source, Account account, DateRange days) {
        Taken taken = new Taken();
        Granularity granularity = source.profile().granularities().iterator().next();
        source.fetch(new Slice(source.id(), account, source.profile().level(), granularity, days), taken);
        return taken;
    }

    static TakenOutcomes outcomes(CsvSource source, DateRange days) {
        TakenOutcomes taken = new TakenOutcomes();
        source.outcomes().orElseThrow().fetch(source.campaign(), days, taken);
        return taken;
    }

    /** Keeps what a fetch delivers. */
    static final class Taken implements ObservationSink {
        final List<Observation> rows = new ArrayList<>();
        final List<RejectedRow> rejects = new ArrayList<>();

        @Override
        public void accept(Observation row) {
            rows.add(row);
        }

        @Override
        public void reject(RejectedRow row) {
            rejects.add(row);
        }

        RejectedRow.Reason onlyReason() {
            if (rejects.size() != 1 || rejects.get(0).reasons().size() != 1) {
                throw new AssertionError("expected one row rejected for one reason, got " + rejects);
            }
            return rejects.get(0).reasons().get(0);
        }

        long total(Metric metric) {
            return rows.stream().mapToLong(row -> row.metrics().orZero(metric)).sum();
        }
    }

    /** Keeps what a fetch of outcomes delivers. */
    static final class TakenOutcomes implements OutcomeSink {
        final List<Outcome> rows = new ArrayList<>();
        final List<RejectedRow> rejects = new ArrayList<>();

        @Override
        public void accept(Outcome outcome) {
            rows.add(outcome);
        }

        @Override
        public void reject(RejectedRow row) {
            rejects.add(row);
        }
    }
}
