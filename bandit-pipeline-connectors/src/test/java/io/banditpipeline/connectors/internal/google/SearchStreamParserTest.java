package io.banditpipeline.connectors.internal.google;

import static io.banditpipeline.connectors.internal.google.Rows.parse;
import static io.banditpipeline.connectors.internal.google.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rows are read of streamed answers. */
class SearchStreamParserTest {
    private static final String GOOD = row("\"clicks\":\"1\"");

    @Test
    void a_row_becomes_an_observation_in_canonical_units() throws IOException {
        RecordingSink sink = parse(
                row("\"impressions\":\"1000\",\"clicks\":\"10\",\"costMicros\":\"123456789\",\"conversions\":1.5,"
                        + "\"conversionsValue\":900.25"),
                Rows.daily());
        Observation row = sink.rows().get(0);
        assertThat(row.entity()).isEqualTo(new EntityRef(Level.CAMPAIGN, "7"));
        assertThat(row.interval()).isEqualTo(Interval.ofDay(LocalDate.parse("2026-11-02"), ZoneId.of("Asia/Tokyo")));
        assertThat(row.metrics()).isEqualTo(new Metrics(1000, 10, 1_500_000, 123_456_789, 900_250_000));
        assertThat(row.currency().getCurrencyCode()).isEqualTo("JPY");
        assertThat(row.observedAt()).isEqualTo(Rows.NOW);
        assertThat(row.attribution()).isEqualTo(SearchStreamParser.ATTRIBUTION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "clicks":"9223372036854775807"        | 9223372036854775807
            "clicks":9007199254740993             | 9007199254740993
            "clicks":-3                           | -3
            "clicks":null                         | 0
            "clicks":"10.0"                       | 10
            "clicks":1e3                          | 1000
            "other":{"clicks":5}                  | 0
            """)
    void whole_numbers_come_as_text_or_numbers_or_not_at_all(String json, long clicks) throws IOException {
        assertThat(parse(row(json), Rows.daily()).rows().get(0).metrics().clicks())
                .isEqualTo(clicks);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.5                | 1500000
            "1.5"              | 1500000
            18                 | 18000000
            18.0               | 18000000
            1886.852265593     | 1886852266
            0.0000005          | 0
            0.0000015          | 2
            0.00000050000001   | 1
            -0.0000005         | 0
            -2.25              | -2250000
            1.0E-5             | 10
            1.25E7             | 12500000000000
            123456789012.3     | 123456789012300000
            9223372036854.775807 | 9223372036854775807
            null               | 0
            """)
    void fractions_are_exact_and_rounded_once(String json, long micros) throws IOException {
        RecordingSink sink = parse(row("\"conversions\":" + json), Rows.daily());
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows().get(0).metrics().conversionMicros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"conversions\":\"NaN\"",
                "\"conversions\":NaN",
                "\"conversionsValue\":\"Infinity\"",
                "\"conversionsValue\":-Infinity",
                "\"conversions\":{\"a\":[1]}",
                "\"conversions\":[]",
                "\"conversions\":true",
                "\"conversions\":\"\"",
                "\"clicks\":\"1.5\"",
                "\"clicks\":\"9223372036854775808\"",
                "\"clicks\":\"-9223372036854775808\"",
                "\"costMicros\":\"0x10\"",
                "\"costMicros\":1e400",
            })
    void a_number_that_is_none_makes_a_rejected_row_with_its_text_R8(String metric) throws IOException {
        RecordingSink sink = parse(row(metric + ",\"impressions\":\"5\""), Rows.daily());
        assertThat(sink.rows()).isEmpty();
        RejectedRow rejected = sink.rejected().get(0);
        assertThat(rejected.raw()).startsWith("{\"campaign\"").endsWith("}}").contains(metric);
        assertThat(rejected.reasons()).extracting(RejectedRow.Reason::rule).containsExactly("google.number");
        assertThat(rejected.where()).contains("1234567890").contains("row 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"segments":{"date":"2026-11-02"},"metrics":{}}                              | google.id
            {"campaign":{},"segments":{"date":"2026-11-02"}}                             | google.id
            {"campaign":{"id":"x7"},"segments":{"date":"2026-11-02"}}                    | google.id
            {"campaign":{"id":{}},"segments":{"date":"2026-11-02"}}                      | google.id
            {"campaign":{"id":"7"}}                                                      | google.date
            {"campaign":{"id":"7"},"segments":null}                                      | google.date
            {"campaign":{"id":"7"},"segments":{"date":"2026-11-31"}}                     | google.date
            {"campaign":{"id":"7"},"segments":{"date":"20261101"}}                       | google.date
            {"campaign":{"id":"7"},"segments":{"date":7}}                                | google.date
            {}                                                                           | google.id
            """)
    void a_row_that_does_not_say_of_what_or_when_it_speaks_is_rejected_R8(String row, String rule) throws IOException {
        RecordingSink sink = parse("[{\"results\":[" + row + "]}]", Rows.daily());
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected().get(0).raw()).isEqualTo(row.strip());
        assertThat(sink.rejected().get(0).reasons().get(0).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"fieldMask\":\"a\",\"requestId\":\"r\"}]",
                "[{\"results\":[]}]",
                "{\"fieldMask\":\"a\"}",
                " [ ] \n",
            })
    void an_answer_without_rows_is_whole(String json) throws IOException {
        assertThat(parse(json, Rows.daily()).rows()).isEmpty();
    }

    @Test
    void order_nesting_and_fields_that_nobody_asked_for_do_not_matter() throws IOException {
        String json =
                "[{\"requestId\":\"r\",\"metricAttributes\":[{\"results\":[1,{\"x\":[]}]}],\"results\":[{\"metrics\":"
                        + "{\"new\":{\"clicks\":\"9\"},\"clicks\":\"1\"},\"x\":[{\"campaign\":{\"id\":\"8\"}}],\"segments\":{\"device\":"
                        + "\"MOBILE\",\"date\":\"2026-11-02\"},\"campaign\":{\"name\":\"\\u00fc \\ud83d\\ude00 \\\"\",\"id\":7}}]},"
                        + "{\"results\":[{\"campaign\":{\"id\":\"8\"},\"segments\":{\"date\":\"2026-11-03\"},\"metrics\":{}}]}]";
        RecordingSink sink = parse(json, Rows.daily());
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows()).extracting(row -> row.entity().id()).containsExactly("7", "8");
        assertThat(sink.rows().get(0).metrics()).isEqualTo(new Metrics(0, 1, 0, 0, 0));
        assertThat(sink.rows().get(1).metrics()).isEqualTo(new Metrics(0, 0, 0, 0, 0));
    }

    @Test
    void an_error_after_rows_is_told_with_its_code() {
        String json = GOOD.substring(0, GOOD.length() - 1)
                + ",{\"error\":{\"code\":504,\"status\":\"DEADLINE_EXCEEDED\",\"message\":\"m\",\"details\":[{\"errors\":"
                + "[{\"errorCode\":{\"internalError\":\"DEADLINE_EXCEEDED\"}}],\"requestId\":\"q\"}]}}]";
        assertThatThrownBy(() -> parse(json, Rows.daily())).isInstanceOfSatisfying(PlatformFailure.class, e -> {
            assertThat(e.failure().failureClass()).isEqualTo(FailureClass.SPLIT);
            assertThat(e.failure().requestId()).isEqualTo("q");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 14, 30, 60, 80, -1, -2, -3})
    void an_answer_that_breaks_off_anywhere_is_no_success(int length) {
        String cut = GOOD.substring(0, length < 0 ? GOOD.length() + length : length);
        assertThatThrownBy(() -> parse(cut, Rows.daily())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "7", "\"text\"", "null", "[7]", "[{\"results\":[7]}]", "[]{}", "[] x"})
    void an_answer_that_is_none_of_googles_is_no_success(String json) {
        assertThatThrownBy(() -> parse(json, Rows.daily())).isInstanceOf(IOException.class);
    }

    @Test
    void rows_by_hour_start_at_the_hour_of_the_accounts_clock() throws IOException {
        Slice slice = Rows.slice(Level.AD, Granularity.HOUR, "America/New_York", "2026-11-01", "2026-11-01");
        String json = "{\"results\":[" + hour("1") + "," + hour("\"23\"") + "," + hour("24") + "," + hour("-1") + ","
                + hour("\"x\"") + "]}";
        RecordingSink sink = parse(json, slice);
        assertThat(sink.rows())
                .extracting(row -> row.interval().start().toString())
                .containsExactly("2026-11-01T05:00:00Z", "2026-11-02T04:00:00Z");
        assertThat(sink.rejected()).hasSize(3);
    }

    @Test
    void an_hour_that_the_clock_left_out_has_no_interval() throws IOException {
        Slice slice = Rows.slice(Level.AD, Granularity.HOUR, "America/New_York", "2026-03-08", "2026-03-08");
        RecordingSink sink = parse("[{\"results\":[" + hour("2").replace("2026-11-01", "2026-03-08") + "]}]", slice);
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected().get(0).reasons().get(0).text()).contains("America/New_York");
    }

    private static String hour(String hour) {
        return "{\"adGroupAd\":{\"ad\":{\"id\":\"3\"}},\"segments\":{\"date\":\"2026-11-01\",\"hour\":" + hour
                + "},\"metrics\":{\"clicks\":\"1\"}}";
    }

    @Test
    void a_day_outside_the_slice_is_handed_on_as_it_is() throws IOException {
        RecordingSink sink = parse(row("\"clicks\":\"1\"").replace("2026-11-02", "2019-02-28"), Rows.daily());
        assertThat(sink.rows().get(0).interval().day()).isEqualTo(LocalDate.parse("2019-02-28"));
    }
}
