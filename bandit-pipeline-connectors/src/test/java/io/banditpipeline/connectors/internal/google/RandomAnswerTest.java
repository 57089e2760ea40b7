package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random rows, written as Google writes them and in every way that its JSON allows, come back as they were. */
class RandomAnswerTest {
    /** A row as it was before it was written. */
    private record Row(long id, LocalDate day, int hour, Metrics metrics) {}

    @Property(tries = 300)
    void rows_come_back_as_they_were(@ForAll Random random) throws IOException {
        List<Row> rows = IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> row(random))
                .toList();
        byte[] json = new Writer(random).answer(rows).getBytes(StandardCharsets.UTF_8);
        Slice slice = Rows.slice(Level.AD_GROUP, Granularity.HOUR, "UTC", "2026-11-01", "2026-11-28");
        RecordingSink sink = new RecordingSink();
        assertThat(SearchStreamParser.parse(new Drip(json, random), slice, Rows.NOW, sink))
                .isEqualTo(rows.size());
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows()).extracting(RandomAnswerTest::back).containsExactlyElementsOf(rows);
    }

    private static Row back(Observation row) {
        return new Row(
                Long.parseLong(row.entity().id()),
                row.interval().day(),
                row.interval().start().atZone(java.time.ZoneOffset.UTC).getHour(),
                row.metrics());
    }

    private static Row row(Random random) {
        long id = random.nextBoolean() ? 1 + random.nextInt(50) : Long.MAX_VALUE - random.nextInt(1_000);
        return new Row(
                id,
                LocalDate.of(2026, 11, 1 + random.nextInt(28)),
                random.nextInt(24),
                new Metrics(value(random), value(random), value(random), value(random), value(random)));
    }

    private static long value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -random.nextInt(1_000);
            case 3 -> random.nextLong() >>> 1 + random.nextInt(40);
            default -> random.nextInt(100_000);
        };
    }

    /** A stream that gives its bytes out in small pieces. */
    private static final class Drip extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;

        Drip(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(300)));
        }
    }

    /** Writes JSON by hand. */
    private static final class Writer {
        private final Random random;

        Writer(Random random) {
            this.random = random;
        }

        String answer(List<Row> rows) {
            List<String> batches = new ArrayList<>();
            for (int from = 0; from < rows.size(); ) {
                int to = Math.min(rows.size(), from + 1 + random.nextInt(20));
                String results = "\"results\":"
                        + rows.subList(from, to).stream().map(this::row).toList();
                batches.add(object(List.of(results, "\"fieldMask\":\"a,b\"", "\"x\":{\"results\":[[{}],1]}")));
                from = to;
            }
            return batches.toString();
        }

        private String row(Row row) {
            Metrics metrics = row.metrics();
            String numbers = object(List.of(
                    "\"impressions\":" + whole(metrics.impressions()),
                    "\"clicks\":" + whole(metrics.clicks()),
                    "\"costMicros\":" + whole(metrics.costMicros()),
                    "\"conversions\":" + decimal(metrics.conversionMicros()),
                    "\"conversionsValue\":" + decimal(metrics.revenueMicros()),
                    "\"ctr\":0.25"));
            String segments = object(List.of("\"date\":\"" + row.day() + "\"", "\"hour\":" + row.hour()));
            String group = object(
                    List.of("\"id\":" + whole(row.id()), "\"name\":\"\u6771\u4eac \\u00e9\\n\uD83D\uDE00 {\\\"\""));
            return object(List.of(
                    "\"metrics\":" + numbers,
                    "\"segments\":" + segments,
                    "\"adGroup\":" + group,
                    "\"campaign\":{\"id\":\"5\"}"));
        }

        private String object(List<String> fields) {
            List<String> shuffled = new ArrayList<>(fields);
            Collections.shuffle(shuffled, random);
            return "{" + space() + String.join("," + space(), shuffled) + "}";
        }

        private String space() {
            return random.nextInt(4) == 0 ? "\n  " : "";
        }

        private String whole(long value) {
            return random.nextInt(4) == 0 ? String.valueOf(value) : "\"" + value + "\"";
        }

        private String decimal(long micros) {
            BigDecimal decimal = BigDecimal.valueOf(micros, 6);
            return switch (random.nextInt(4)) {
                case 0 -> "\"" + decimal.toPlainString() + "\"";
                case 1 -> decimal.stripTrailingZeros().toString();
                case 2 -> decimal.stripTrailingZeros().toEngineeringString();
                default -> decimal.toPlainString();
            };
        }
    }
}
