package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asynchronous reports, from start to expiry. This class is thread-safe. */
final class MetaReports {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final long FIRST_ID = 120_330_000_000_000_001L;
    private static final int FIRST_VERSION_WITH_ERRORS = 25;

    private final Duration takes;
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final Deque<MetaReportEnd> ends = new ArrayDeque<>();

    MetaReports(Duration takes) {
        this.takes = takes;
    }

    /**
     * A report.
     *
     * @param failure why it fails, if it does
     */
    record Report(
            String id,
            Account account,
            MetaQuery query,
            Instant startedAt,
            MetaReportEnd end,
            @Nullable MetaError failure) {}

    synchronized void endNext(List<MetaReportEnd> next) {
        ends.addAll(next);
    }

    /** Starts a report; one that would fail anyhow takes no planned end. */
    synchronized Report start(Account account, MetaQuery query, @Nullable MetaError failure, Instant now) {
        String id = Long.toString(FIRST_ID + reports.size());
        MetaReportEnd planned = failure == null ? ends.poll() : MetaReportEnd.FAILED;
        MetaReportEnd end = planned == null ? MetaReportEnd.COMPLETED : planned;
        Report report = new Report(id, account, query, now, end, failure);
        reports.put(id, report);
        return report;
    }

    synchronized Optional<Report> find(String id) {
        return Optional.ofNullable(reports.get(id));
    }

    /** The answer to a start: every second time the id is a string, else a number. */
    static String started(Report report) {
        boolean isNumber = report.id().charAt(report.id().length() - 1) % 2 == 1;
        return isNumber
                ? "{\"report_run_id\":" + report.id() + "}"
                : JsonText.write(Map.of("report_run_id", report.id()));
    }

    /** The moment for which its rows are. */
    Instant dataOf(Report report) {
        return report.startedAt().plus(takes);
    }

    /** How far it is. */
    record Progress(String status, int percent) {
        boolean isDone() {
            return status.equals("Job Completed") && percent == 100;
        }
    }

    Progress progress(Report report, Instant now) {
        Duration age = Duration.between(report.startedAt(), now);
        if (age.compareTo(KEPT) >= 0) {
            return new Progress("Job Skipped", 0);
        }
        int percent = (int) (age.toMillis() * 100 / Math.max(1, takes.toMillis()));
        if (percent < 10) {
            return new Progress("Job Not Started", 0);
        } else if (percent < 25) {
            return new Progress("Job Started", 0);
        } else if (percent < 100 || report.end() == MetaReportEnd.STUCK) {
            return new Progress("Job Running", Math.min(percent, 99));
        }
        return switch (report.end()) {
            case FAILED -> new Progress("Job Failed", 0);
            case SKIPPED -> new Progress("Job Skipped", 0);
            // For a fifth of its time it says that it is completed although some rows are still to come.
            case COMPLETED, STUCK -> new Progress("Job Completed", percent < 120 ? 97 : 100);
        };
    }

    Map<String, Object> status(Report report, int version, Instant now) {
        Progress progress = progress(report, now);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", report.id());
        status.put("account_id", MetaObjects.digits(report.account()));
        status.put("time_ref", report.startedAt().getEpochSecond());
        if (progress.isDone()) {
            status.put("time_completed", dataOf(report).getEpochSecond());
        }
        status.put("async_status", progress.status());
        status.put("async_percent_completion", progress.percent());
        if (progress.status().equals("Job Failed") && version >= FIRST_VERSION_WITH_ERRORS) {
            MetaError failure = report.failure();
            status.put("error_code", failure == null ? -2 : failure.code());
            status.put("error_subcode", failure == null ? 2490547 : failure.subcode());
            status.put("error_message", failure == null ? "m" : String.valueOf(failure.getMessage()));
            status.put("error_user_title", "Report Failed");
            status.put("error_user_msg", "Generating the report failed. Try again later.");
        }
        return status;
    }
}
