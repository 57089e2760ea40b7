package io.banditpipeline.core.internal.health;

import static io.banditpipeline.core.internal.health.Snapshots.BERLIN;
import static io.banditpipeline.core.internal.health.Snapshots.NOW;
import static io.banditpipeline.core.internal.health.Snapshots.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobRulesTest {
    /** Due at 06:00 of Berlin, 05:00 of UTC: seven hours ago. */
    private static final JobSpec SPEC = JobSpec.of("every morning", Trigger.daily(LocalTime.of(6, 0), BERLIN));

    private static final Instant SLOT = Instant.parse("2026-11-10T05:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-11-11T05:00:00Z");

    private final Snapshots world = new Snapshots();

    @Test
    void a_job_that_waits_for_a_later_slot_is_well() {
        jobs(status(NEXT, false, false, 0));
        history(ranAt(SLOT));

        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_slot_is_late_an_hour_after_it_was_due_whoever_is_at_fault() {
        jobs(status(NOW.minus(Duration.ofHours(3)), true, false, 0));
        assertThat(world.codes()).isEmpty();

        jobs(status(NOW.minus(Duration.ofHours(3)).minusNanos(1), true, false, 0));
        assertThat(world.problem().code()).isEqualTo("run.late");
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(world.problem().text()).contains("every morning", "instance instance-1 is running it");

        jobs(status(SLOT, false, false, 0));
        assertThat(world.problem().text()).contains(SLOT.toString(), "nobody is running it");
        jobs(status(SLOT, false, false, 4));
        assertThat(world.problem().text()).contains("failed 4 times");
    }

    @Test
    void the_jitter_of_a_job_is_not_lateness() {
        Instant slot = NOW.minus(Duration.ofHours(3)).minusSeconds(1);
        JobSpec spread = SPEC.withJitter(Duration.ofHours(1));
        assertThat(spread.begin(slot)).isAfter(slot.plusSeconds(1));
        world.jobs = new JobsView(
                Map.of(SPEC.name(), "daily"),
                true,
                List.of(new JobStatus(spread, slot, spread.begin(slot), false, null, false, 0, 0)));

        assertThat(world.codes()).isEmpty();
    }

    @Test
    void two_slots_in_a_row_without_a_good_run_are_late_even_if_the_scheduler_waits_for_the_next() {
        jobs(status(NEXT, false, false, 0));
        history(ranAt(SLOT.minus(Duration.ofDays(1))));
        assertThat(world.codes()).isEmpty(); // the trigger may have been changed since

        history(ranAt(SLOT.minus(Duration.ofDays(2))));
        assertThat(world.problem().code()).isEqualTo("run.late");
        assertThat(world.problem().text()).contains("due at 2026-11-09T05:00:00Z");
    }

    @Test
    void a_run_that_failed_is_told_as_such_and_not_as_late_too() {
        StoredRun failed = run(RunState.FAILED, NOW.minus(Duration.ofHours(2)));
        world.histories = List.of(new History("daily", failed, null, null, null));
        jobs(status(SLOT, false, false, 0));

        assertThat(world.codes()).containsExactly("run.failed");
    }

    @Test
    void a_paused_job_is_paused_and_not_late() {
        jobs(status(SLOT, false, true, 0));

        assertThat(world.problem().code()).isEqualTo("job.paused");
        assertThat(world.problem().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void jobs_without_a_started_scheduler_are_told() {
        world.jobs = new JobsView(Map.of(SPEC.name(), "daily"), false, List.of());

        assertThat(world.problem().code()).isEqualTo("scheduler.stopped");
    }

    @Test
    void no_jobs_need_no_scheduler() {
        world.jobs = JobsView.none();

        assertThat(world.codes()).isEmpty();
    }

    private void jobs(JobStatus... jobs) {
        world.jobs = new JobsView(Map.of(SPEC.name(), "daily"), true, List.of(jobs));
    }

    private void history(StoredRun good) {
        world.histories = List.of(new History("daily", good, good, good, null));
    }

    private static StoredRun ranAt(Instant slot) {
        return run("daily", RunState.SUCCEEDED, slot.plusSeconds(3), slot);
    }

    private static JobStatus status(Instant next, boolean running, boolean paused, int failures) {
        return new JobStatus(SPEC, next, next, running, running ? "instance-1" : null, paused, failures, 0);
    }
}
