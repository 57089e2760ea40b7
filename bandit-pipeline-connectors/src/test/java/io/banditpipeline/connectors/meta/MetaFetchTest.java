package io.banditpipeline.connectors.meta;

import static io.banditpipeline.connectors.meta.FakeMeta.error;
import static io.banditpipeline.connectors.meta.FakeMeta.ok;
import static io.banditpipeline.connectors.meta.FakeMeta.page;
import static io.banditpipeline.connectors.meta.MetaFixture.days;
import static io.banditpipeline.connectors.meta.MetaFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaFetchTest {
    private static final String BIG_ID = "23851234567890123456";

    private final MetaFixture fixture = new MetaFixture();

    @Test
    void a_row_is_read_exactly_with_numbers_as_texts_or_numbers() {
        String row = "{\"unknown\":{\"a\":[1]},\"campaign_id\":" + BIG_ID
                + ",\"account_currency\":\"USD\",\"attribution_setting\":\"7d_click\",\"date_start\":\"2026-11-20\","
                + "\"date_stop\":\"2026-11-20\",\"impressions\":1000,\"spend\":\"12.3456789\",\"actions\":null,"
                + "\"inline_link_clicks\":\"7\"}";
        FakeMeta meta = new FakeMeta(asked -> page(row, ""));
        Observation read = fetch(meta, days("2026-11-20", "2026-11-20")).rows().get(0);
        assertThat(read)
                .isEqualTo(new Observation(
                        new EntityRef(Level.CAMPAIGN, BIG_ID),
                        Interval.ofDay(LocalDate.parse("2026-11-20"), ZoneId.of("America/New_York")),
                        Instant.parse("2026-11-22T15:00:00Z"),
                        Origin.PULLED,
                        new Metrics(1000, 7, 0, 12_345_679, 0),
                        MetaFixture.ACCOUNT.currency(),
                        new Attribution(Attribution.Basis.CLICK_DATE, "7d_click")));
    }

    @Test
    void pages_are_followed_by_cursor_wherever_paging_stands_and_the_token_is_in_no_address() {
        FakeMeta meta = new FakeMeta(asked -> switch (asked.parameter("after")) {
            case "" -> page(row("1", "2026-11-20", 1), "two");
            case "two" ->
                ok("{\"paging\":{\"next\":\"https://graph.facebook.com/v26.0/act_1/insights?after=thr%3D%3D\"},"
                        + "\"data\":[" + row("2", "2026-11-20", 2) + "]}");
            case "thr==" -> page(row("3", "2026-11-20", 3), "");
            default -> throw new AssertionError(asked);
        });
        assertThat(fetch(meta, days("2026-11-20", "2026-11-20")).rows())
                .extracting(row -> row.entity().id())
                .containsExactly("1", "2", "3");
        assertThat(meta.asked()).allSatisfy(asked -> {
            assertThat(asked.request().uri().toString())
                    .doesNotContain(MetaFixture.TOKEN)
                    .doesNotContain("access_token");
            assertThat(asked.request().endpoint()).isEqualTo("GET act_{id}/insights");
        });
    }

    @Test
    void a_next_page_on_another_host_is_refused() {
        FakeMeta meta = new FakeMeta(
                asked -> ok("{\"data\":[],\"paging\":{\"next\":\"https://evil.example/x?after=a&access_token=T\"}}"));
        assertThatThrownBy(() -> fetch(meta, days("2026-11-20", "2026-11-20")))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("evil"));
    }

    @Test
    void rows_that_cannot_be_read_are_rejected_with_reasons_and_the_others_are_kept_R8() {
        FakeMeta meta = new FakeMeta(asked -> page(
                String.join(
                        ",",
                        row("1", "2026-11-20", 1),
                        row("2", "2026-11-19", 1),
                        row("3", "2026-11-20", 1).replace("USD", "EUR"),
                        row("4", "2026-11-20", 1).replace("\"impressions\":\"1000\",", ""),
                        row("5", "2026-11-20", 1).replace("\"1.5\"", "\"1,5\""),
                        row("", "2026-11-20", 1),
                        "17"),
                ""));
        RecordingSink sink = fetch(meta, days("2026-11-20", "2026-11-20"));
        assertThat(sink.rows()).extracting(row -> row.entity().id()).containsExactly("1");
        assertThat(sink.rejected())
                .extracting(rejected -> rejected.reasons().get(0).rule())
                .containsExactly(
                        "meta.date", "meta.currency", "meta.missing", "metric.not_a_number", "meta.id", "meta.shape");
    }

    @Test
    void a_row_without_an_hour_is_left_out_if_it_is_all_zero_and_rejected_otherwise() {
        String hour = ",\"hourly_stats_aggregated_by_advertiser_time_zone\":\"07:00:00 - 07:59:59\"}";
        String zero = "{\"campaign_id\":\"3\",\"account_currency\":\"USD\",\"date_start\":\"2026-11-20\","
                + "\"date_stop\":\"2026-11-20\",\"impressions\":\"0\",\"spend\":\"0\"}";
        String good = row("1", "2026-11-20", 1);
        FakeMeta meta = new FakeMeta(asked ->
                page(good.substring(0, good.length() - 1) + hour + "," + row("2", "2026-11-20", 1) + "," + zero, ""));
        RecordingSink sink =
                fetch(meta, MetaFixture.slice(Level.CAMPAIGN, Granularity.HOUR, "2026-11-20", "2026-11-20"));
        assertThat(meta.asked().get(0).parameter("breakdowns"))
                .isEqualTo("hourly_stats_aggregated_by_advertiser_time_zone");
        assertThat(sink.rows())
                .extracting(row -> row.interval().start())
                .containsExactly(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(sink.rejected())
                .extracting(rejected -> rejected.reasons().get(0).rule())
                .containsExactly("meta.hour");
    }

    @Test
    void a_page_that_is_too_much_is_asked_for_in_smaller_ones_which_is_remembered() {
        List<String> limits = new ArrayList<>();
        FakeMeta meta = new FakeMeta(asked -> {
            limits.add(asked.parameter("limit"));
            if (Integer.parseInt(asked.parameter("limit")) > 125) {
                return new FakeMeta.Answer(
                        500,
                        "{\"error\":{\"code\":1,\"message\":\"Please reduce the amount of data you're asking for\"}}");
            }
            return page(row("1", "2026-11-20", 1), "");
        });
        MetaAds source = fixture.builder(meta).build();
        Slice slice = days("2026-11-20", "2026-11-20");
        assertThat(RecordingSink.fetch(source, slice).rows()).hasSize(1);
        assertThat(RecordingSink.fetch(source, slice).rows()).hasSize(1);
        assertThat(limits).containsExactly("500", "250", "125", "125");
    }

    @Test
    void several_days_that_are_too_much_are_given_back_and_not_asked_again() {
        FakeMeta meta = new FakeMeta(asked -> error(100, 1487534));
        MetaAds source = fixture.builder(meta).build();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> RecordingSink.fetch(source, days("2026-11-01", "2026-11-20")))
                    .asInstanceOf(type(SourceException.class))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SPLIT));
        }
        assertThat(meta.calls()).containsExactly("GET act_1/insights");
    }

    @Test
    void too_much_after_rows_were_delivered_begins_the_slice_again_with_less() {
        FakeMeta meta = new FakeMeta(asked -> {
            if (asked.call().endsWith("campaigns")) {
                return page("{\"id\":\"1\"},{\"id\":\"2\"}", "");
            }
            if (asked.parameters().containsKey("filtering")) {
                return page(row("1", "2026-11-20", 1), "");
            }
            return asked.parameter("after").isEmpty() ? page(row("1", "2026-11-20", 1), "a") : error(100, 1487534);
        });
        MetaAds source = fixture.builder(meta).build();
        Slice slice = days("2026-11-20", "2026-11-20");
        assertThatThrownBy(() -> RecordingSink.fetch(source, slice))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.RESTART));
        assertThat(RecordingSink.fetch(source, slice).rows()).hasSize(1);
    }

    @Test
    void rights_and_limits_are_told_as_they_are_also_within_a_success() {
        for (int code : new int[] {200, 4}) {
            FakeMeta meta = new FakeMeta(asked -> ok("{\"error\":{\"code\":" + code + ",\"message\":\"no\"}}"));
            assertThatThrownBy(() -> fetch(meta, days("2026-11-20", "2026-11-20")))
                    .asInstanceOf(type(SourceException.class))
                    .satisfies(failure ->
                            assertThat(failure.kind()).isEqualTo(code == 4 ? Kind.THROTTLED : Kind.PERMISSION));
        }
    }

    @Test
    void what_is_no_page_is_never_taken_for_an_empty_one() {
        for (String body : new String[] {"", "<html>", "[]", "{}", "{\"data\":{}}", "{\"data\":[", "{\"data\":[{}"}) {
            FakeMeta meta = new FakeMeta(asked -> ok(body));
            assertThatThrownBy(() -> fetch(meta, days("2026-11-20", "2026-11-20")))
                    .as(body)
                    .isInstanceOf(SourceException.class);
        }
    }

    @Test
    void days_to_come_are_not_asked_for() {
        FakeMeta meta = new FakeMeta(asked -> page("", ""));
        fetch(meta, days("2026-11-23", "2026-12-24"));
        assertThat(meta.calls()).isEmpty();
        fetch(meta, days("2026-11-20", "2026-12-24"));
        assertThat(meta.asked().get(0).parameter("time_range"))
                .isEqualTo("{\"since\":\"2026-11-20\",\"until\":\"2026-11-22\"}");
    }

    @Test
    void chosen_windows_are_asked_for_and_told() {
        String row = row("1", "2026-11-20", 1).replace("\"value\":\"1\"", "\"value\":\"1\",\"28d_click\":\"4\"");
        FakeMeta meta = new FakeMeta(asked -> page(row, ""));
        MetaAds source = fixture.builder(meta).attributionWindows("28d_click").build();
        Observation read = RecordingSink.fetch(source, days("2026-11-20", "2026-11-20"))
                .rows()
                .get(0);
        assertThat(meta.asked().get(0).parameter("action_attribution_windows")).isEqualTo("[\"28d_click\"]");
        assertThat(read.metrics().conversionMicros()).isEqualTo(4_000_000);
        assertThat(read.metrics().revenueMicros()).isZero();
        assertThat(read.attribution().setting()).isEqualTo("28d_click");
    }

    @Test
    void coverage_is_what_meta_keeps_and_stays_the_same_for_a_week() {
        MetaAds source = fixture.builder(new FakeMeta(asked -> page("", ""))).build();
        DateRange first = source.coverage(MetaFixture.ACCOUNT).orElseThrow();
        assertThat(first.first()).isEqualTo(LocalDate.of(2023, 10, 30));
        fixture.clock.advance(Duration.ofDays(6));
        assertThat(source.coverage(MetaFixture.ACCOUNT)).contains(first);
        fixture.clock.advance(Duration.ofDays(3));
        assertThat(source.coverage(MetaFixture.ACCOUNT).orElseThrow().first()).isAfter(first.first());
    }

    private RecordingSink fetch(FakeMeta meta, Slice slice) {
        return RecordingSink.fetch(fixture.builder(meta).build(), slice);
    }

    static List<String> rules(RecordingSink sink) {
        return sink.rejected().stream()
                .map(RejectedRow::reasons)
                .map(reasons -> reasons.get(0).rule())
                .toList();
    }
}
