package io.banditpipeline.connectors.google;

import static io.banditpipeline.connectors.google.GoogleFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.TooMuch;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is too much to be answered at once is asked for in smaller pieces, and nothing is lost or delivered twice. */
class GoogleAdsSplitTest {
    private static final String TOO_MUCH =
            "{\"error\":{\"code\":504,\"status\":\"DEADLINE_EXCEEDED\",\"message\":\"m\","
                    + "\"details\":[{\"errors\":[{\"errorCode\":{\"internalError\":\"DEADLINE_EXCEEDED\"}}]}]}}";

    private static HttpFault tooMuch() {
        return HttpFault.answer(HttpReply.json(504, TOO_MUCH));
    }

    @ParameterizedTest
    @EnumSource
    void several_days_that_are_too_much_are_left_to_the_caller_to_cut(TooMuch.Answer answer) {
        String id = GoogleFixture.generated().accounts().get(0).id();
        try (GoogleFixture google = new GoogleFixture(
                        setup -> setup.batchRows(3).tooMuch(id, new TooMuch(5, Long.MAX_VALUE, answer)));
                GoogleAds source = google.builder().accounts(id).build()) {
            Slice six = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-14", "2026-11-19");
            assertThatThrownBy(() -> RecordingSink.fetch(source, six))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SPLIT));
            assertThat(google.calls("searchStream")).isEqualTo(1);
            Slice five = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-15", "2026-11-19");
            assertThat(rows(RecordingSink.fetch(source, five))).isEqualTo(google.truth(five));
        }
    }

    @Test
    void one_day_that_is_too_much_is_asked_for_by_campaigns_and_the_good_size_is_remembered() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder()
                        .accounts(google.account().id())
                        .level(Level.AD)
                        .build()) {
            Slice day = google.slice(Level.AD, Granularity.HOUR, "2026-11-19", "2026-11-19");
            RecordingSink.fetch(source, day);
            google.simulator.server().faults().next(GoogleAdsSplitTest::isOfAds, tooMuch(), tooMuch());
            RecordingSink sink = RecordingSink.fetch(source, day);
            assertThat(rows(sink)).isEqualTo(google.truth(day));
            assertThat(queriesOfAds(google)).endsWith("1", "1", "2").hasSize(6);
            assertThat(rows(RecordingSink.fetch(source, day))).isEqualTo(google.truth(day));
            assertThat(queriesOfAds(google)).hasSize(10).endsWith("1", "1", "1", "1");
        }
    }

    private static boolean isOfAds(HttpCall call) {
        return call.text().contains("FROM ad_group_ad WHERE segments");
    }

    /** How many campaigns each query of ads named. */
    private static List<String> queriesOfAds(GoogleFixture google) {
        return google.simulator.server().calls().stream()
                .filter(call -> isOfAds(call.call()))
                .map(call -> call.call().text())
                .map(text -> text.contains("IN (")
                        ? String.valueOf(text.substring(text.indexOf("IN ("), text.indexOf(")", text.indexOf("IN (")))
                                .split(",", -1)
                                .length)
                        : "all")
                .toList();
    }

    @Test
    void a_campaign_that_is_too_much_alone_is_told() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source =
                        google.builder().accounts(google.account().id()).build()) {
            google.simulator
                    .server()
                    .faults()
                    .next(call -> call.text().contains("segments"), tooMuch(), tooMuch(), tooMuch());
            Slice day = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-19", "2026-11-19");
            assertThatThrownBy(() -> RecordingSink.fetch(source, day))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SPLIT));
        }
    }

    @Test
    void rows_that_were_delivered_are_not_asked_for_again_within_the_fetch() {
        String id = GoogleFixture.generated().accounts().get(0).id();
        try (GoogleFixture google = new GoogleFixture(setup ->
                        setup.batchRows(1).tooMuch(id, new TooMuch(366, 3, TooMuch.Answer.ERROR_WITHIN_STREAM)));
                GoogleAds source = google.builder().accounts(id).build()) {
            Slice day = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-19", "2026-11-19");
            assertThatThrownBy(() -> RecordingSink.fetch(source, day))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RESTART));
        }
    }

    @Test
    void costly_queries_are_asked_for_in_pieces_and_more_slowly() {
        String body =
                "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"m\",\"details\":[{\"errors\":"
                        + "[{\"errorCode\":{\"quotaError\":\"EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION\"}}]}]}}";
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source =
                        google.builder().accounts(google.account().id()).build()) {
            google.simulator
                    .server()
                    .faults()
                    .next(call -> call.text().contains("segments"), HttpFault.answer(HttpReply.json(429, body)));
            Slice day = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-18");
            assertThat(rows(RecordingSink.fetch(source, day))).isEqualTo(google.truth(day));
            Instant paused = GoogleFixture.NOW.plusSeconds(30);
            assertThat(google.clock.instant()).isAfterOrEqualTo(paused);
            Map<String, Long> calls = google.simulator.calls();
            assertThat(calls.get("searchStream")).isEqualTo(3L);
        }
    }

    @Test
    void a_fetch_among_random_failures_ends_with_all_rows_or_with_an_exception() {
        try (GoogleFixture google = new GoogleFixture(setup -> setup.failRandomly(11, 0.3));
                GoogleAds source = google.builder()
                        .accounts(google.account().id())
                        .level(Level.AD)
                        .build()) {
            Slice slice = google.slice(Level.AD, Granularity.DAY, "2026-11-10", "2026-11-19");
            int whole = 0;
            for (int i = 0; i < 40; i++) {
                try {
                    assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
                    whole++;
                } catch (SourceException e) {
                    assertThat(e.kind()).isIn(Kind.TRANSIENT, Kind.RESTART, Kind.THROTTLED);
                    google.clock.advance(e.retryAfter().orElse(Duration.ofMinutes(5)));
                }
            }
            assertThat(whole).isBetween(5, 39);
        }
    }
}
