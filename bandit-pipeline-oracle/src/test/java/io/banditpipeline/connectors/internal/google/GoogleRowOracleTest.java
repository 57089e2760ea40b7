package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ads.googleads.v23.services.GoogleAdsRow;
import com.google.ads.googleads.v23.services.SearchGoogleAdsResponse;
import com.google.ads.googleads.v23.services.SearchGoogleAdsStreamResponse;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rows that Google's own classes write as JSON are read as those classes hold them. */
class GoogleRowOracleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final int DAYS = 40;

    /** From here on a rejected row is shown in part. */
    private static final int SHOWN = 4_000;

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Tokyo", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu");

    @Property(tries = 400)
    void every_row_of_a_stream_is_the_one_that_was_written(@ForAll Random random) throws IOException {
        Slice slice = slice(random);
        List<GoogleAdsRow> rows = rows(random, slice);
        check(stream(random, rows), rows, slice);
    }

    @Property(tries = 200)
    void every_row_of_a_page_is_the_one_that_was_written(@ForAll Random random) throws IOException {
        Slice slice = slice(random);
        List<GoogleAdsRow> rows = rows(random, slice);
        SearchGoogleAdsResponse page = SearchGoogleAdsResponse.newBuilder()
                .addAllResults(rows)
                .setNextPageToken(random.nextBoolean() ? "" : "CAE\"QAA==")
                .setTotalResultsCount(random.nextLong())
                .setFieldMask(FieldMask.newBuilder().addPaths("ad_group_ad.ad.id"))
                .setSummaryRow(new RandomRows(random, slice.days().first(), DAYS).next())
                .build();
        check(printer(random).print(page), rows, slice);
    }

    private static void check(String json, List<GoogleAdsRow> rows, Slice slice) throws IOException {
        RecordingSink sink = new RecordingSink();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        long count = SearchStreamParser.parse(new ByteArrayInputStream(bytes), slice, NOW, sink);
        assertThat(count).isEqualTo(rows.size());
        List<Observation> expected = rows.stream()
                .map(row -> Expected.observation(row, slice, NOW))
                .flatMap(Optional::stream)
                .toList();
        assertThat(sink.rows()).containsExactlyElementsOf(expected);
        List<GoogleAdsRow> refused = rows.stream()
                .filter(row -> Expected.observation(row, slice, NOW).isEmpty())
                .toList();
        assertThat(sink.rejected()).hasSameSizeAs(refused);
        for (int i = 0; i < refused.size(); i++) {
            checkShown(sink.rejected().get(i), refused.get(i));
        }
    }

    /** A rejected row is kept as it came: Google's own parser makes the same of it as of what was written. */
    private static void checkShown(RejectedRow rejected, GoogleAdsRow row) throws InvalidProtocolBufferException {
        assertThat(rejected.reasons()).isNotEmpty();
        if (rejected.raw().length() < SHOWN) {
            assertThat(parsed(rejected.raw()))
                    .isEqualTo(parsed(JsonFormat.printer().print(row)));
        }
    }

    private static GoogleAdsRow parsed(String json) throws InvalidProtocolBufferException {
        GoogleAdsRow.Builder row = GoogleAdsRow.newBuilder();
        JsonFormat.parser().merge(json, row);
        return row.build();
    }

    private static Slice slice(Random random) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        LocalDate first = LocalDate.of(2026, random.nextBoolean() ? 3 : 10, 1);
        return new Slice(
                "google_ads",
                new Account("google_ads", "1234567890", zone, Currency.getInstance("JPY")),
                List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD).get(random.nextInt(3)),
                random.nextBoolean() ? Granularity.HOUR : Granularity.DAY,
                new DateRange(first, first.plusDays(DAYS - 1)));
    }

    private static List<GoogleAdsRow> rows(Random random, Slice slice) {
        RandomRows rows = new RandomRows(random, slice.days().first(), DAYS);
        return Stream.generate(rows::next).limit(random.nextInt(40)).toList();
    }

    private static String stream(Random random, List<GoogleAdsRow> rows) throws InvalidProtocolBufferException {
        JsonFormat.Printer printer = printer(random);
        List<String> batches = new ArrayList<>();
        for (int from = 0; from < rows.size() || random.nextInt(4) == 0; ) {
            int to = Math.min(rows.size(), from + random.nextInt(12));
            SearchGoogleAdsStreamResponse.Builder batch = SearchGoogleAdsStreamResponse.newBuilder()
                    .addAllResults(rows.subList(from, to))
                    .setRequestId("request\"" + from);
            if (random.nextBoolean()) {
                batch.setFieldMask(FieldMask.newBuilder().addPaths("metrics.cost_micros"))
                        .setQueryResourceConsumption(random.nextLong());
            }
            if (random.nextInt(5) == 0) {
                batch.setSummaryRow(new RandomRows(random, LocalDate.of(2026, 1, 1), 1).next());
            }
            batches.add(printer.print(batch));
            from = to;
        }
        return "[" + String.join(random.nextBoolean() ? "," : "\n,\r\n", batches) + "]";
    }

    private static JsonFormat.Printer printer(Random random) {
        JsonFormat.Printer printer = JsonFormat.printer();
        printer = random.nextBoolean() ? printer.omittingInsignificantWhitespace() : printer;
        return random.nextInt(3) == 0 ? printer.alwaysPrintFieldsWithNoPresence() : printer;
    }
}
