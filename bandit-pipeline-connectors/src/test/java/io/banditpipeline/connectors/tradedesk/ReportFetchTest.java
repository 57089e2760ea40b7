package io.banditpipeline.connectors.tradedesk;

import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.SLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.source.RecordingSink;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a report is asked for, waited for, fetched and deleted. */
class ReportFetchTest {
    private final FakeTradeDesk platform = new FakeTradeDesk();
    private final TradeDesk source = platform.source().build();

    @AfterEach
    void close() {
        source.close();
        platform.close();
    }

    private List<Observation> fetch() {
        return RecordingSink.fetch(source, SLICE).rows();
    }

    private SourceException refused() {
        return refused(SLICE);
    }

    private SourceException refused(Slice slice) {
        return catchThrowableOfType(SourceException.class, () -> RecordingSink.fetch(source, slice));
    }

    private long created() {
        return platform.calls().stream()
                .filter("POST /v3/myreports/reportschedule"::equals)
                .count();
    }

    @Test
    void a_report_is_asked_for_with_all_that_the_platform_may_want_and_deleted_when_it_was_read() {
        assertThat(fetch()).hasSize(4);
        JsonNode schedule = platform.schedules.get(101L);
        assertThat(schedule.path("ReportTemplateId").asLong()).isEqualTo(168_005);
        assertThat(schedule.path("ReportStartDateInclusive").asText()).isEqualTo("2026-11-01T00:00:00");
        assertThat(schedule.path("ReportEndDateExclusive").asText()).isEqualTo("2026-11-03T00:00:00");
        assertThat(schedule.path("ScheduleStartDate").asText()).isEqualTo("2026-11-23T10:00:00");
        assertThat(schedule.path("TimeZone").asText()).isEqualTo("UTC");
        assertThat(schedule.path("ReportFrequency").asText()).isEqualTo("Once");
        assertThat(schedule.path("ReportDateRange").asText()).isEqualTo("Custom");
        assertThat(schedule.path("ReportDateFormat").asText()).isEqualTo("Sortable");
        assertThat(schedule.path("ReportNumericFormat").asText()).isEqualTo("US");
        assertThat(schedule.path("ReportFileFormat").asText()).isEqualTo("CSV");
        assertThat(schedule.path("IncludeHeaders").asBoolean()).isTrue();
        assertThat(schedule.path("AdvertiserFilters").path(0).asText()).isEqualTo("abc1234");
        assertThat(schedule.path("ReportScheduleName").asText())
                .isEqualTo("bandit-pipeline trade_desk 20261123T100000Z abc1234 2026-11-01/2026-11-02 DAY");
        assertThat(platform.deleted).containsExactly(101L);
    }

    @Test
    void a_report_that_comes_soon_is_waited_for() {
        platform.states.addAll(List.of("None", "Pending", "InProgress"));
        assertThat(fetch()).hasSize(4).allSatisfy(row -> assertThat(row.observedAt())
                .as("when it was asked for")
                .isEqualTo(Instant.parse("2026-11-23T10:00:00Z")));
        assertThat(platform.clock.instant()).isEqualTo(Instant.parse("2026-11-23T10:00:40Z"));
    }

    @Test
    void a_report_that_takes_long_is_left_and_the_next_try_goes_on_with_it() {
        platform.lastState = "Pending";
        SourceException later = refused();
        assertThat(later.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(later.retryAfter()).contains(Duration.ofSeconds(160));
        assertThat(later).hasMessageContaining("looked for again in 160 s");
        assertThat(refused().retryAfter()).contains(Duration.ofSeconds(320));
        platform.lastState = "Complete";
        platform.clock.advance(Duration.ofSeconds(320));
        assertThat(fetch()).hasSize(4);
        assertThat(created()).isEqualTo(1);
        assertThat(platform.deleted).containsExactly(101L);
    }

    @Test
    void a_report_is_first_looked_for_when_such_reports_usually_are_there() {
        platform.states.addAll(List.of("None", "Pending", "InProgress", "InProgress"));
        fetch();
        long looks = looks();
        fetch();
        assertThat(looks() - looks).isEqualTo(1);
        assertThat(platform.clock.instant())
                .as("80 s, and 97 % of that")
                .isEqualTo(Instant.parse("2026-11-23T10:02:37.600Z"));
    }

    private long looks() {
        return platform.calls().stream()
                .filter(call -> call.contains("reportexecution"))
                .count();
    }

    @Test
    void another_slice_has_another_report() {
        platform.lastState = "Pending";
        refused();
        refused(new Slice(
                SLICE.source(),
                SLICE.account(),
                SLICE.level(),
                SLICE.granularity(),
                DateRange.of(LocalDate.of(2026, 11, 1))));
        assertThat(created()).isEqualTo(2);
    }

    @Test
    void a_report_that_never_comes_is_given_up_and_deleted() {
        platform.lastState = "Pending";
        refused();
        platform.clock.advance(Duration.ofHours(9));
        assertThat(refused().kind()).isEqualTo(Kind.THROTTLED);
        platform.clock.advance(Duration.ofHours(1));
        assertThat(created()).isEqualTo(1);
        platform.lastState = "Complete";
        assertThat(fetch()).hasSize(4);
        assertThat(created()).isEqualTo(2);
        assertThat(platform.deleted).containsExactly(101L, 102L);
    }

    @Test
    void a_state_that_nobody_knows_is_taken_as_still_running() {
        platform.states.addAll(List.of("Meditating", "Meditating"));
        assertThat(fetch()).hasSize(4);
    }

    @Test
    void a_report_that_failed_is_made_once_more() {
        platform.states.add("Failed");
        assertThat(fetch()).hasSize(4);
        assertThat(platform.deleted).containsExactly(101L, 102L);
    }

    @Test
    void a_report_that_failed_twice_is_told() {
        platform.states.addAll(List.of("Failed", "Failed"));
        SourceException failure = refused();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("failed 2 times").hasMessageContaining("\"daily\"");
        assertThat(platform.deleted).containsExactly(101L, 102L);
    }

    @Test
    void a_limit_while_waiting_leaves_the_report_for_the_next_try() {
        platform.replyTo(
                "/query/advertisers",
                HttpReply.json(200, "{\"Result\":[]}"),
                HttpReply.json(429, "\"Try again\"").withHeader("retry-after", "90"));
        SourceException limited = refused();
        assertThat(limited.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(90));
        platform.clock.advance(Duration.ofSeconds(90));
        assertThat(fetch()).hasSize(4);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void a_missing_column_is_told_and_the_schedule_deleted() {
        platform.report = days -> "Date,Impressions,Clicks,Advertiser Cost (Adv Currency)\n";
        SourceException failure = refused();
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("\"Campaign ID\"");
        assertThat(platform.deleted).containsExactly(101L);
    }

    @Test
    void a_report_that_breaks_off_is_read_again_from_its_start_R2() {
        platform.api.faults().next(call -> call.path().contains("/view/"), HttpFault.cutAfter(60));
        RecordingSink sink = new RecordingSink();
        SourceException broken = catchThrowableOfType(SourceException.class, () -> source.fetch(SLICE, sink));
        assertThat(broken.kind()).isEqualTo(Kind.RESTART);
        assertThat(sink.rows()).isEmpty();
        assertThat(fetch()).hasSize(4);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void a_schedule_that_cannot_be_deleted_costs_no_rows() {
        platform.replyTo("/myreports/reportschedule/101", HttpReply.json(403, "{\"Message\":\"no\"}"));
        assertThat(fetch()).hasSize(4);
    }

    @Test
    void a_sink_that_fails_has_its_exception_and_the_schedule_is_deleted() {
        IllegalStateException full = new IllegalStateException("full");
        ObservationSink sink = new ObservationSink() {
            @Override
            public void accept(Observation row) {
                throw full;
            }

            @Override
            public void reject(RejectedRow row) {
                throw full;
            }
        };
        assertThat(catchThrowableOfType(RuntimeException.class, () -> source.fetch(SLICE, sink)))
                .isSameAs(full);
        assertThat(platform.deleted).containsExactly(101L);
    }

    @Test
    void a_fetch_that_is_stopped_while_waiting_leaves_its_report_for_the_next_one() {
        platform.lastState = "Pending";
        CancellationSource stop = new CancellationSource(e -> {
            throw e;
        });
        TradeDesk stopped = platform.waitingBy(wait -> stop.cancel("a test")).build();
        RecordingSink rows = new RecordingSink();
        ObservationSink sink = new ObservationSink() {
            @Override
            public void accept(Observation row) {
                rows.accept(row);
            }

            @Override
            public void reject(RejectedRow row) {
                rows.reject(row);
            }

            @Override
            public Cancellation cancellation() {
                return stop;
            }
        };
        assertThat(catchThrowableOfType(RuntimeException.class, () -> stopped.fetch(SLICE, sink)))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("a test");
        platform.lastState = "Complete";
        assertThat(RecordingSink.fetch(stopped, SLICE).rows()).hasSize(4);
        assertThat(created()).isEqualTo(1);
        stopped.close();
    }

    @Test
    void a_template_must_be_there_once() {
        platform.templates = "{\"Result\":[{\"ReportTemplateId\":9,\"Name\":\"daily 2\"}]}";
        assertThat(refused().kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(refused())
                .hasMessageContaining("there is no report template \"daily\"")
                .hasMessageContaining("the nearest is \"daily 2\"");
        platform.templates = "{\"Result\":[{\"ReportTemplateId\":9,\"Name\":\"daily\"},"
                + "{\"ReportTemplateId\":10,\"Name\":\"daily\"}]}";
        assertThat(refused()).hasMessageContaining("2 report templates").hasMessageContaining("9, 10");
    }

    @Test
    void a_template_is_looked_up_once_and_again_when_the_platform_refuses_it() {
        fetch();
        fetch();
        assertThat(platform.calls())
                .filteredOn(call -> call.contains("reporttemplateheader"))
                .hasSize(1);
        platform.replyTo("/myreports/reportschedule", HttpReply.json(400, "{\"Message\":\"No such template\"}"));
        assertThat(refused()).hasMessageContaining("No such template");
        fetch();
        assertThat(platform.calls())
                .filteredOn(call -> call.contains("reporttemplateheader"))
                .hasSize(2);
    }

    @Test
    void a_403_is_never_no_rows() {
        platform.replyTo("/myreports/reportschedule", HttpReply.json(403, "{\"Message\":\"no access\"}"));
        assertThat(refused().kind()).isEqualTo(Kind.PERMISSION);
    }

    @Test
    void schedules_that_an_earlier_process_left_are_deleted_once_a_week_and_only_if_they_are_old() {
        platform.replyTo(
                "/reportschedule/query",
                HttpReply.json(
                        200,
                        "{\"Result\":["
                                + "{\"ReportScheduleId\":7,\"ReportScheduleName\":\"bandit-pipeline trade_desk 20261122T000000Z abc1234 x\"},"
                                + "{\"ReportScheduleId\":8,\"ReportScheduleName\":\"bandit-pipeline trade_desk 20261123T000000Z abc1234 x\"},"
                                + "{\"ReportScheduleId\":9,\"ReportScheduleName\":\"bandit-pipeline trade_desk of a person\"},"
                                + "{\"ReportScheduleId\":10,\"ReportScheduleName\":\"somebody's\"}],\"TotalFilteredCount\":4}"));
        fetch();
        assertThat(platform.deleted).containsExactly(7L, 101L);
        fetch();
        assertThat(platform.deleted).containsExactly(7L, 101L, 102L);
    }

    @Test
    void a_schedule_whose_making_was_not_answered_is_deleted_without_a_restart() {
        fetch();
        platform.clock.advance(Orphans.BETWEEN_SWEEPS.minusMinutes(5));
        fetch();
        assertThat(sweeps()).isEqualTo(1);

        platform.clock.advance(Duration.ofMinutes(5));
        platform.replyTo(
                "/reportschedule/query",
                HttpReply.json(
                        200,
                        "{\"Result\":[{\"ReportScheduleId\":7,\"ReportScheduleName\":"
                                + "\"bandit-pipeline trade_desk 20261123T000000Z abc1234 x\"}],\"TotalFilteredCount\":1}"));
        fetch();
        fetch();
        assertThat(sweeps()).isEqualTo(2);
        assertThat(platform.deleted).containsExactly(101L, 102L, 7L, 103L, 104L);
    }

    private long sweeps() {
        return platform.api.calls().stream()
                .filter(recorded -> recorded.call().path().endsWith("/reportschedule/query"))
                .count();
    }
}
