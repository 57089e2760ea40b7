package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports as the platform makes them: a schedule that runs once, its execution, and its delivery. Thread-safe. */
final class Schedules {
    static final String PATH = "myreports/reportschedule";
    static final String QUERY = "myreports/reportschedule/query";
    static final String EXECUTIONS = "myreports/reportexecution/query/advertisers";

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Set<String> RUNNING =
            Set.of("pending", "queued", "scheduled", "running", "inprogress", "processing", "started");
    private static final Set<String> FAILED = Set.of("failed", "failure", "error", "cancelled", "canceled");
    private static final int PAGE_SIZE = 10;
    private static final int MOST_TOLD = 50;

    private final Calls calls;
    private final Hosts hosts;
    private final ReportFormat format;
    private final ScheduleNames names;
    private final InstantSource clock;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Schedules(Calls calls, Hosts hosts, ReportFormat format, ScheduleNames names, InstantSource clock) {
        this.calls = calls;
        this.hosts = hosts;
        this.format = format;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Has the report of a slice made.
     *
     * @param usual how long such reports usually take; zero if that is not known
     */
    RunningReport create(Slice slice, long templateId, Duration usual, Cancellation cancellation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JsonNode answer =
                calls.create(PATH, body(slice, templateId, now), slice.account().id(), cancellation);
        String id = answer.path("ReportScheduleId").asText("");
        if (id.isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT, "the answer of " + PATH + " holds no ReportScheduleId", null);
        }
        return RunningReport.askedFor(id, now, usual);
    }

    private Map<String, Object> body(Slice slice, long templateId, Instant now) {
        ZoneId zone = slice.account().zone();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ReportScheduleName", names.of(slice, now));
        body.put("ReportTemplateId", templateId);
        body.put("ReportFileFormat", format.fileFormat());
        body.put("ReportDateRange", "Custom");
        body.put("ReportStartDateInclusive", midnight(slice.days().first()));
        body.put("ReportEndDateExclusive", midnight(slice.days().last().plusDays(1)));
        body.put("TimeZone", zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        body.put("ReportDateFormat", format.dateFormat());
        body.put("ReportNumericFormat", format.numericFormat());
        body.put("IncludeHeaders", true);
        body.put("ReportFrequency", "Once");
        body.put("ScheduleStartDate", LOCAL.format(now.atOffset(ZoneOffset.UTC)));
        body.put("AdvertiserFilters", List.of(slice.account().id()));
        return body;
    }

    private static String midnight(LocalDate day) {
        return LOCAL.format(day.atStartOfDay());
    }

    /** How far a report is. It may not be listed at first. */
    ReportState state(RunningReport report, String accountId, Cancellation cancellation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("AdvertiserIds", List.of(accountId));
        body.put("ReportScheduleIds", List.of(Ids.asJson(report.scheduleId())));
        body.put("PageStartIndex", 0);
        body.put("PageSize", PAGE_SIZE);
        for (JsonNode execution :
                calls.query(EXECUTIONS, body, accountId, cancellation).path("Result")) {
            if (execution.path("ReportScheduleId").asText(report.scheduleId()).equals(report.scheduleId())) {
                return state(execution);
            }
        }
        return new ReportState.Running();
    }

    private ReportState state(JsonNode execution) {
        String state = execution.path("ReportExecutionState").asText("");
        String folded = Words.folded(state);
        if (folded.equals("complete") || folded.equals("completed")) {
            return delivered(execution);
        }
        if (FAILED.contains(folded)) {
            return new ReportState.Failed();
        }
        if (!RUNNING.contains(folded) && told.size() < MOST_TOLD && told.add(folded)) {
            LOG.warn(
                    "reports have a state that is not known, which is taken as still running: state={}",
                    Words.quoted(state));
        }
        return new ReportState.Running();
    }

    /** It may be complete before its delivery is listed. */
    private ReportState delivered(JsonNode execution) {
        for (JsonNode delivery : execution.path("ReportDeliveries")) {
            String address = delivery.path("DownloadURL").asText("");
            if (!address.isEmpty()) {
                return new ReportState.Complete(hosts.download(address));
            }
        }
        return new ReportState.Running();
    }

    /** Deletes what made a report. If that fails it is only told: the report was read, or is of no use. */
    void delete(String scheduleId, String accountId, Cancellation cancellation) {
        try {
            calls.delete(PATH, scheduleId, accountId, cancellation);
        } catch (SourceException failure) {
            LOG.warn(
                    "a schedule that ran once could not be deleted, which is tried again within a week:"
                            + " account={} schedule={} reason={}",
                    accountId,
                    scheduleId,
                    failure.getMessage());
        }
    }
}
