package io.banditpipeline.connectors.meta;

import static io.banditpipeline.connectors.meta.FakeMeta.error;
import static io.banditpipeline.connectors.meta.FakeMeta.ok;
import static io.banditpipeline.connectors.meta.FakeMeta.page;
import static io.banditpipeline.connectors.meta.MetaFixture.days;
import static io.banditpipeline.connectors.meta.MetaFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.banditpipeline.connectors.meta.FakeMeta.Answer;
import io.banditpipeline.connectors.meta.FakeMeta.Asked;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.source.RecordingSink;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaReportRunTest {
    private static final String COMPLETED = "\"async_status\":\"Job Completed\",\"async_percent_completion\":100";
    private static final String NEARLY = "\"async_status\":\"Job Completed\",\"async_percent_completion\":99";
    private static final String RUNNING = "\"async_status\":\"Job Running\",\"async_percent_completion\":37";
    private static final String SKIPPED = "\"async_status\":\"Job Skipped\",\"async_percent_completion\":0";
    private static final String FAILED = "\"async_status\":\"Job Failed\",\"async_percent_completion\":0,"
            + "\"error_code\":-2,\"error_subcode\":2490547,\"error_message\":\"m\"";
    private static final Slice SLICE = days("2026-11-01", "2026-11-20");

    private final MetaFixture fixture = new MetaFixture();
    private final List<String> states = new ArrayList<>();
    private final FakeMeta meta = new FakeMeta(this::answer);
    private int submitted;

    /** Answers at once are too much; a run goes through the states of the test, and then stays in the last one. */
    private Answer answer(Asked asked) {
        if (asked.call().equals("GET act_1/insights")) {
            return error(100, 1504018);
        }
        if (asked.call().equals("POST act_1/insights")) {
            submitted++;
            return ok(
                    submitted == 1 ? "{\"report_run_id\":\"9007199254740993\"}" : "{\"report_run_id\":6023920149050}");
        }
        if (asked.call().endsWith("/insights")) {
            return asked.parameter("after").isEmpty()
                    ? page(row("1", "2026-11-20", 1), "b")
                    : page(row("2", "2026-11-20", 2), "");
        }
        return ok("{\"id\":\"1\"," + (states.size() > 1 ? states.remove(0) : states.get(0)) + "}");
    }

    @Test
    void a_run_is_read_when_it_is_completed_and_its_percentage_is_100() {
        states.addAll(List.of(RUNNING, NEARLY, COMPLETED));
        List<Observation> rows = RecordingSink.fetch(source(), SLICE).rows();
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.observedAt())
                .isEqualTo(Instant.parse("2026-11-22T15:00:00Z")));
        assertThat(fixture.clock.instant()).isEqualTo(Instant.parse("2026-11-22T15:00:25Z"));
        assertThat(meta.calls())
                .containsExactly(
                        "GET act_1/insights",
                        "POST act_1/insights",
                        "GET 9007199254740993",
                        "GET 9007199254740993",
                        "GET 9007199254740993",
                        "GET 9007199254740993/insights",
                        "GET 9007199254740993/insights");
        assertThat(meta.asked()).extracting(asked -> asked.request().endpoint()).contains("GET {report_run_id}");
    }

    @Test
    void a_run_that_failed_or_was_skipped_is_asked_for_once_more_and_then_the_days_are_given_back() {
        states.addAll(List.of(FAILED, SKIPPED));
        MetaAds source = source();
        for (int i = 0; i < 2; i++) {
            assertSplit(source);
        }
        assertThat(submitted).isEqualTo(2);
    }

    @Test
    void a_run_that_never_ends_is_given_up_after_an_hour() {
        states.add(RUNNING);
        assertSplit(source());
        assertThat(Duration.between(Instant.parse("2026-11-22T15:00:00Z"), fixture.clock.instant()))
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(4));
    }

    @Test
    void a_run_of_a_fetch_that_was_cancelled_is_gone_on_with() {
        states.addAll(List.of(RUNNING, COMPLETED));
        CancellationSource cancellation = new CancellationSource(broken -> {});
        MetaAds source =
                fixture.builder(meta, wait -> cancellation.cancel("enough")).build();
        assertThatThrownBy(() -> source.fetch(SLICE, new CancelledSink(cancellation)))
                .isInstanceOf(CancelledException.class);
        assertThat(RecordingSink.fetch(source, SLICE).rows()).hasSize(2);
        assertThat(submitted).isEqualTo(1);
        assertThat(RecordingSink.fetch(source, SLICE).rows()).hasSize(2);
        assertThat(submitted).as("a run is read once").isEqualTo(2);
    }

    @Test
    void a_wait_that_is_too_long_is_told_with_its_delay_and_the_run_is_gone_on_with() {
        states.addAll(List.of(RUNNING, RUNNING, COMPLETED));
        MetaAds source =
                fixture.builder(meta).longestWait(Duration.ofSeconds(5)).build();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> RecordingSink.fetch(source, SLICE))
                    .asInstanceOf(type(SourceException.class))
                    .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(10)))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT));
        }
        assertThat(RecordingSink.fetch(source, SLICE).rows()).hasSize(2);
        assertThat(submitted).isEqualTo(1);
    }

    @Test
    void no_more_runs_than_may_be_are_asked_for_in_a_day() {
        states.add(COMPLETED);
        MetaAds source = fixture.builder(meta).reportRunsPerDay(1).build();
        assertThat(RecordingSink.fetch(source, SLICE).rows()).hasSize(2);
        assertSplit(source);
        assertThat(submitted).isEqualTo(1);
        fixture.clock.advance(Duration.ofHours(25));
        assertThat(RecordingSink.fetch(source, SLICE).rows()).hasSize(2);
    }

    private MetaAds source() {
        return fixture.builder(meta).build();
    }

    private static void assertSplit(MetaAds source) {
        assertThatThrownBy(() -> RecordingSink.fetch(source, SLICE))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SPLIT));
    }

    private record CancelledSink(Cancellation cancellation) implements ObservationSink {
        @Override
        public void accept(Observation row) {}

        @Override
        public void reject(RejectedRow row) {}
    }
}
