package io.banditpipeline.config;

import io.banditpipeline.PipelineDefaults;
import io.banditpipeline.Workflows;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job of a file.
 *
 * @param spec the job and when it is due
 * @param workflow the id of the workflow that it runs
 * @param enabled whether it is woken up
 */
record JobSettings(JobSpec spec, String workflow, boolean enabled) {
    static final String SECTION = "scheduler.jobs";

    /** The names that the first design gave to the pipeline's own jobs. */
    private static final Map<String, String> WORKFLOWS =
            Map.of("hourly_metrics", Workflows.HOURLY, "daily_aggregation", Workflows.DAILY);

    /** The jobs of a file; those that are wrong are left out, with a problem noted. */
    static List<JobSettings> all(Values values, Problems problems) {
        List<JobSettings> jobs = new ArrayList<>();
        for (String name : values.names(SECTION)) {
            JobSettings job = of(name, values, problems);
            if (job != null) {
                jobs.add(job);
            }
        }
        return List.copyOf(jobs);
    }

    /** The pipeline's own jobs, as the builder has them, but in a zone that the file names. */
    static List<JobSettings> standard(ZoneId zone) {
        return List.of(
                new JobSettings(JobSpec.of(Workflows.HOURLY, Trigger.hourly()), Workflows.HOURLY, true),
                new JobSettings(
                        JobSpec.of(Workflows.DAILY, Trigger.daily(PipelineDefaults.DAILY_TIME, zone)),
                        Workflows.DAILY,
                        true));
    }

    private static @Nullable JobSettings of(String name, Values values, Problems problems) {
        Trigger trigger = trigger(name, values, problems);
        String workflow = workflow(name, values, problems);
        JobSpec spec = trigger == null ? null : spec(name, trigger, values, problems);
        return spec == null || workflow == null
                ? null
                : new JobSettings(
                        spec, workflow, values.get(Options.JOB_ENABLED, name).orElse(true));
    }

    private static @Nullable JobSpec spec(String name, Trigger trigger, Values values, Problems problems) {
        try {
            JobSpec standard = JobSpec.of(name, trigger);
            return new JobSpec(
                    name,
                    trigger,
                    values.get(Options.JOB_MISSED, name).orElse(standard.missed()),
                    values.get(Options.JOB_GRACE, name).orElse(standard.grace()),
                    values.get(Options.JOB_JITTER, name).orElse(standard.jitter()),
                    values.get(Options.SCHEDULER_SPREAD).orElse(standard.spread()));
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    values.place(Options.JOB_JITTER.path(name)),
                    SECTION + "." + name + " cannot be used: " + wrong.getMessage());
            return null;
        }
    }

    private static @Nullable Trigger trigger(String name, Values values, Problems problems) {
        String path = SECTION + "." + name;
        boolean interval = values.has(Options.JOB_INTERVAL.path(name));
        boolean time = values.has(Options.JOB_TIME.path(name));
        if (interval == time) {
            problems.add(
                    values.place(path),
                    path
                            + (interval ? " has an interval and a time: keep one" : " has no interval and no time")
                            + (interval ? "" : ": write one, such as interval: 3600 or time: \"02:00\""));
            return null;
        }
        if (interval) {
            refuse(Options.JOB_DAY, name, values, problems);
            refuse(Options.JOB_ZONE, name, values, problems);
            return values.get(Options.JOB_INTERVAL, name).map(Trigger::every).orElse(null);
        }
        LocalTime at = values.get(Options.JOB_TIME, name).orElse(null);
        if (at == null) {
            return null;
        }
        ZoneId zone = values.get(Options.JOB_ZONE, name)
                .or(() -> values.get(Options.SCHEDULER_ZONE))
                .orElse(ZoneOffset.UTC);
        DayOfWeek day = values.get(Options.JOB_DAY, name).orElse(null);
        return day == null ? Trigger.daily(at, zone) : Trigger.weekly(day, at, zone);
    }

    private static void refuse(Option<?> option, String name, Values values, Problems problems) {
        String path = option.path(name);
        if (values.has(path)) {
            problems.add(
                    values.place(path),
                    path + " means nothing beside an interval: remove it, or write a time instead of the interval");
        }
    }

    private static @Nullable String workflow(String name, Values values, Problems problems) {
        String path = Options.JOB_WORKFLOW.path(name);
        if (values.has(path)) {
            return values.get(Options.JOB_WORKFLOW, name).orElse(null);
        }
        String workflow = WORKFLOWS.get(name);
        if (workflow == null) {
            problems.add(
                    values.place(path),
                    path + " is missing: write " + Workflows.DAILY + ", " + Workflows.HOURLY + ", " + Workflows.MODEL
                            + " or a workflow of the host. Only " + String.join(" and ", sorted()) + " need none");
        }
        return workflow;
    }

    private static List<String> sorted() {
        return WORKFLOWS.keySet().stream().sorted().toList();
    }
}
