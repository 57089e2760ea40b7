package io.banditpipeline;

import static io.banditpipeline.PipelineBuilder.once;
import static io.banditpipeline.PipelineBuilder.or;

import io.banditpipeline.Orchestration.ScheduledWorkflow;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of {@link PipelineBuilder} that says how workflows are run. */
final class OrchestrationBuilder {
    private static final int MAX_INSTANCE = 100;

    private final List<ScheduledWorkflow> jobs = new ArrayList<>();
    private final List<Workflow> workflows = new ArrayList<>();
    private final Map<String, UnaryOperator<Workflow>> extensions = new LinkedHashMap<>();
    private @Nullable Integer parallelism;
    private @Nullable RetryPolicy retries;
    private @Nullable Duration stepTimeout;
    private @Nullable Duration takeOverAfter;
    private @Nullable Duration closeWithin;
    private @Nullable Duration keepHistoryFor;
    private @Nullable Duration repeatAlertsAfter;
    private @Nullable Duration watchEvery;
    private @Nullable String instance;
    private @Nullable Waiter waiter;
    private @Nullable Scheduler scheduler;

    void parallelism(int value) {
        parallelism = once("parallelism", parallelism, value);
    }

    void retrying(RetryPolicy value) {
        retries = once("retrying", retries, value);
    }

    void stepTimeout(Duration value) {
        stepTimeout = once("stepTimeout", stepTimeout, value);
    }

    void takeOverAfter(Duration value) {
        takeOverAfter = once("takeOverAfter", takeOverAfter, value);
    }

    void closeWithin(Duration value) {
        closeWithin = once("closeWithin", closeWithin, value);
    }

    void keepHistoryFor(Duration value) {
        keepHistoryFor = once("keepHistoryFor", keepHistoryFor, value);
    }

    void repeatAlertsAfter(Duration value) {
        repeatAlertsAfter = once("repeatAlertsAfter", repeatAlertsAfter, value);
    }

    void watchEvery(Duration value) {
        watchEvery = once("watchEvery", watchEvery, value);
    }

    void instance(String value) {
        instance = once("instance", instance, value);
    }

    void waitWith(Waiter value) {
        waiter = once("waitWith", waiter, value);
    }

    void scheduleWith(Scheduler value) {
        scheduler = once("scheduleWith", scheduler, value);
    }

    void schedule(JobSpec job, String workflow) {
        jobs.add(new ScheduledWorkflow(
                Objects.requireNonNull(job, "schedule"), Objects.requireNonNull(workflow, "schedule")));
    }

    void addWorkflow(Workflow workflow) {
        workflows.add(Objects.requireNonNull(workflow, "addWorkflow"));
    }

    void extend(String workflow, UnaryOperator<Workflow> change) {
        Objects.requireNonNull(change, "extend");
        extensions.merge(Objects.requireNonNull(workflow, "extend"), change, OrchestrationBuilder::then);
    }

    private static UnaryOperator<Workflow> then(UnaryOperator<Workflow> first, UnaryOperator<Workflow> second) {
        return workflow -> second.apply(first.apply(workflow));
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        require(problems, or(parallelism, 1) >= 1, "parallelism must be at least 1, but is " + parallelism);
        requireAtLeast(problems, "stepTimeout", stepTimeout, Duration.ofMillis(1));
        requireAtLeast(problems, "takeOverAfter", takeOverAfter, Duration.ofSeconds(1));
        requireAtLeast(problems, "closeWithin", closeWithin, Duration.ofMillis(1));
        requireAtLeast(problems, "repeatAlertsAfter", repeatAlertsAfter, Duration.ofMinutes(1));
        require(
                problems,
                watchEvery == null || watchEvery.isZero() || watchEvery.compareTo(Duration.ofSeconds(1)) >= 0,
                "watchEvery must be zero or at least 1 second, but is " + watchEvery);
        require(
                problems,
                instance == null || !instance.isBlank() && instance.length() <= MAX_INSTANCE,
                "instance must have 1 to " + MAX_INSTANCE + " characters, but is '" + instance + "'");
        require(
                problems,
                scheduler != null || jobs.isEmpty(),
                "schedule needs scheduleWith: name a scheduler, such as DurableScheduler.on(storage).build()");
        checkWorkflows(problems);
        return problems;
    }

    private void checkWorkflows(List<String> problems) {
        Set<String> known = new LinkedHashSet<>(Workflows.ALL.stream().sorted().toList());
        workflows.forEach(workflow -> require(
                problems,
                known.add(workflow.id()),
                "addWorkflow: there is a workflow '" + workflow.id() + "' already; choose another id"));
        PipelineBuilder.repeated(jobs, job -> job.job().name())
                .forEach(name -> problems.add("schedule: job '" + name + "' is named twice"));
        jobs.stream()
                .filter(job -> !known.contains(job.workflow()))
                .forEach(job -> problems.add("schedule: job '" + job.job().name() + "' runs workflow '" + job.workflow()
                        + "', which does not exist; the workflows are " + known));
        extensions.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> problems.add("extend: there is no workflow '" + id + "'; the workflows are " + known));
    }

    /**
     * @param zone the zone of the default daily job
     * @param clock waits between tries unless a waiter is set, if it can
     */
    Orchestration build(ZoneId zone, InstantSource clock) {
        Map<String, Workflow> byId = new LinkedHashMap<>();
        workflows.forEach(workflow -> byId.put(workflow.id(), workflow));
        return new Orchestration(
                instance == null ? ofProcess() : instance,
                or(parallelism, PipelineDefaults.PARALLELISM),
                or(retries, RetryPolicy.ofDefaults()),
                or(stepTimeout, PipelineDefaults.STEP_TIMEOUT),
                or(takeOverAfter, PipelineDefaults.TAKE_OVER_AFTER),
                or(closeWithin, PipelineDefaults.CLOSE_WITHIN),
                or(keepHistoryFor, PipelineDefaults.KEEP_HISTORY_FOR),
                or(repeatAlertsAfter, PipelineDefaults.REPEAT_ALERTS_AFTER),
                or(watchEvery, PipelineDefaults.WATCH_EVERY),
                or(waiter, clock instanceof Waiter ofClock ? ofClock : Waiter.realTime()),
                scheduler,
                scheduler == null || !jobs.isEmpty() ? List.copyOf(jobs) : standardJobs(zone),
                byId,
                Map.copyOf(extensions));
    }

    private static List<ScheduledWorkflow> standardJobs(ZoneId zone) {
        return List.of(
                new ScheduledWorkflow(JobSpec.of(Workflows.HOURLY, Trigger.hourly()), Workflows.HOURLY),
                new ScheduledWorkflow(
                        JobSpec.of(Workflows.DAILY, Trigger.daily(PipelineDefaults.DAILY_TIME, zone)),
                        Workflows.DAILY));
    }

    private static String ofProcess() {
        return ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void requireAtLeast(
            List<String> problems, String property, @Nullable Duration value, Duration least) {
        require(
                problems,
                value == null || value.compareTo(least) >= 0,
                property + " must be at least " + least + ", but is " + value);
    }

    private static void require(List<String> problems, boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }
}
