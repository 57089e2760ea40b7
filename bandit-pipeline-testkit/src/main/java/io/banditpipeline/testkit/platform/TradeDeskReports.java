package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** MyReports: templates, schedules, their executions, and the reports themselves. This class is thread-safe. */
final class TradeDeskReports {
    private static final long FIRST_SCHEDULE = 91_688_430;

    private final TradeDeskSimulatorBuilder setup;
    private final Map<Long, Schedule> schedules = new LinkedHashMap<>();
    private final Map<Long, Schedule> executions = new LinkedHashMap<>();
    private long created;
    private int toFail;

    TradeDeskReports(TradeDeskSimulatorBuilder setup) {
        this.setup = setup;
    }

    synchronized int schedules() {
        return schedules.size();
    }

    synchronized void failNext(int count) {
        toFail = count;
    }

    HttpReply templates(TradeDeskRequest request) {
        request.allow("NameContains", "Formats", "SortFields", "PageStartIndex", "PageSize");
        String part = request.text("NameContains");
        List<ObjectNode> found = setup.templates.stream()
                .filter(template -> template.name().contains(part))
                .map(template -> Json.object()
                        .put("ReportTemplateId", template.id())
                        .put("Name", template.name())
                        .put("Format", "CSV"))
                .toList();
        return request.page(found, setup.templates.size());
    }

    synchronized HttpReply create(TradeDeskRequest request) {
        checkSchedule(request);
        TradeDeskTemplate template = setup.templates.stream()
                .filter(candidate -> candidate.id()
                        == request.body().path("ReportTemplateId").asLong())
                .findFirst()
                .orElseThrow(() -> TradeDeskRefusal.invalid("ReportTemplateId", "There is no such report template."));
        List<Account> accounts = Json.texts(request.body().path("AdvertiserFilters")).stream()
                .map(this::account)
                .toList();
        LocalDate first = date(request, "ReportStartDateInclusive");
        LocalDate end = date(request, "ReportEndDateExclusive");
        if (!end.isAfter(first)) {
            throw TradeDeskRefusal.invalid("ReportEndDateExclusive", "The end must be after the start.");
        }
        boolean international = request.text("ReportNumericFormat").equals("International");
        long id = FIRST_SCHEDULE + ++created;
        boolean fails = toFail > 0;
        toFail = Math.max(0, toFail - 1);
        Instant now = setup.settings.clock.instant();
        DateRange days = new DateRange(first, end.minusDays(1));
        Schedule schedule = new Schedule(
                id,
                request.text("ReportScheduleName"),
                template,
                accounts,
                days,
                zone(request),
                international,
                fails,
                now);
        schedules.put(id, schedule);
        executions.put(schedule.execution(), schedule);
        return HttpReply.json(201, Json.object().put("ReportScheduleId", id).toString());
    }

    private void checkSchedule(TradeDeskRequest request) {
        request.allow(
                        "ReportScheduleName",
                        "ReportTemplateId",
                        "ReportFileFormat",
                        "ReportDateRange",
                        "ReportStartDateInclusive",
                        "ReportEndDateExclusive",
                        "TimeZone",
                        "ReportDateFormat",
                        "ReportNumericFormat",
                        "IncludeHeaders",
                        "ReportFrequency",
                        "ScheduleStartDate",
                        "AdvertiserFilters",
                        "PartnerFilters",
                        "CampaignFilters",
                        "SuspendExecution")
                .require(
                        "ReportScheduleName",
                        "ReportTemplateId",
                        "ReportFileFormat",
                        "ReportDateRange",
                        "TimeZone",
                        "ReportDateFormat",
                        "ReportNumericFormat",
                        "IncludeHeaders",
                        "ReportFrequency",
                        "AdvertiserFilters")
                .oneOf("ReportFileFormat", "CSV")
                .oneOf("ReportDateRange", "Custom")
                .oneOf("ReportDateFormat", "Sortable", "International")
                .oneOf("ReportNumericFormat", "US", "International")
                .oneOf("ReportFrequency", "Once")
                .require("ReportStartDateInclusive", "ReportEndDateExclusive");
        if (setup.startDateRequired) {
            request.require("ScheduleStartDate");
        }
        if (request.body().path("AdvertiserFilters").isEmpty()) {
            throw TradeDeskRefusal.invalid("AdvertiserFilters", "At least one advertiser is required.");
        }
    }

    /** The schedules that exist; executions outlive theirs. */
    synchronized HttpReply schedules(TradeDeskRequest request) {
        request.allow("NameContains", "SortFields", "PageStartIndex", "PageSize");
        List<ObjectNode> found = schedules.values().stream()
                .filter(schedule -> schedule.name().contains(request.text("NameContains")))
                .map(schedule -> Json.object()
                        .put("ReportScheduleId", schedule.id())
                        .put("ReportScheduleName", schedule.name())
                        .put("ReportTemplateId", schedule.template().id()))
                .toList();
        return request.page(found, found.size());
    }

    synchronized HttpReply delete(String id) {
        if (!id.matches("[0-9]{1,18}") || schedules.remove(Long.parseLong(id)) == null) {
            throw new TradeDeskRefusal(404, "No report schedule " + id, List.of());
        }
        return HttpReply.of(204);
    }

    synchronized HttpReply executions(TradeDeskRequest request, String owner, LongFunction<String> link) {
        request.allow(
                        owner,
                        "ReportScheduleIds",
                        "ReportScheduleNameContains",
                        "ExecutionStates",
                        "ExecutionSpansStartDate",
                        "ExecutionSpansEndDate",
                        "SortFields",
                        "PageStartIndex",
                        "PageSize")
                .require(owner);
        List<String> owners = Json.texts(request.body().path(owner));
        List<String> ids = Json.texts(request.body().path("ReportScheduleIds"));
        List<String> states = Json.texts(request.body().path("ExecutionStates"));
        Instant now = setup.settings.clock.instant();
        List<ObjectNode> found = new ArrayList<>();
        for (Schedule schedule : executions.values()) {
            boolean owned = owners.contains(setup.partnerId)
                    || schedule.accounts().stream().anyMatch(account -> owners.contains(account.id()));
            boolean listed = !now.isBefore(schedule.created().plus(setup.listedAfter));
            boolean asked = ids.isEmpty() || ids.contains(String.valueOf(schedule.id()));
            boolean named = schedule.name().contains(request.text("ReportScheduleNameContains"));
            if (owned && listed && asked && named && (states.isEmpty() || states.contains(state(schedule, now)))) {
                found.add(json(schedule, now, link));
            }
        }
        return request.page(found, found.size());
    }

    private ObjectNode json(Schedule schedule, Instant now, LongFunction<String> link) {
        ObjectNode json = Json.object()
                .put("ReportExecutionId", schedule.execution())
                .put("ReportScheduleId", schedule.id())
                .put("ReportScheduleName", schedule.name())
                .put("ReportExecutionState", state(schedule, now))
                .put("ReportStartDateInclusive", schedule.days().first() + "T00:00:00")
                .put("ReportEndDateExclusive", schedule.days().last().plusDays(1) + "T00:00:00");
        ArrayNode deliveries = json.putArray("ReportDeliveries");
        if (state(schedule, now).equals("Complete")) {
            deliveries.addObject().put("DownloadURL", link.apply(schedule.execution()));
        }
        return json;
    }

    /** The report of an execution. */
    HttpReply download(long execution) {
        Schedule schedule;
        synchronized (this) {
            schedule = executions.get(execution);
        }
        if (schedule == null || !state(schedule, setup.settings.clock.instant()).equals("Complete")) {
            throw new TradeDeskRefusal(404, "No report " + execution, List.of());
        }
        Instant completed = schedule.created().plus(setup.completeAfter);
        return HttpReply.stream(200, "text/csv", new TradeDeskCsv(setup, schedule, completed)::writeTo);
    }

    private String state(Schedule schedule, Instant now) {
        if (now.isBefore(schedule.created().plus(setup.completeAfter))) {
            return "Pending";
        }
        return schedule.fails() ? "Failed" : "Complete";
    }

    private Account account(String id) {
        return setup.settings.data.accounts().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> TradeDeskRefusal.denied("advertiser " + id));
    }

    private static LocalDate date(TradeDeskRequest request, String name) {
        try {
            return LocalDateTime.parse(request.text(name)).toLocalDate();
        } catch (DateTimeException e) {
            throw TradeDeskRefusal.invalid(name, "The value must be a date and time, such as 2026-11-01T00:00:00.");
        }
    }

    private static ZoneId zone(TradeDeskRequest request) {
        try {
            return ZoneId.of(request.text("TimeZone"));
        } catch (DateTimeException e) {
            throw TradeDeskRefusal.invalid("TimeZone", "The time zone is unknown.");
        }
    }

    /** A schedule that runs once, and its execution. */
    record Schedule(
            long id,
            String name,
            TradeDeskTemplate template,
            List<Account> accounts,
            DateRange days,
            ZoneId zone,
            boolean international,
            boolean fails,
            Instant created) {
        long execution() {
            return id * 10 + 1;
        }
    }
}
