package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.RunStore.Lease;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds a run: claims, leases, take-overs and signals (R14). */
abstract class RunContract extends DecisionContract {
    static final Duration LEASE = Duration.ofSeconds(30);

    /** If this fails, check that a run is held until its lease is over, and by one only. */
    @Test
    void required_a_run_is_held_by_one_until_its_lease_is_over_R14() {
        Claim.Granted first = granted(run("run-1", "a"), T0);
        assertThat(first.run().attempts()).isOne();
        assertThat(first.run().state()).isEqualTo(RunState.RUNNING);
        assertThat(first.run().leasedUntil()).isEqualTo(T0.plus(LEASE));

        Claim early = another().runs().claim(run("run-1", "b"), T0.plus(LEASE).minusNanos(1_000), LEASE, true);
        assertThat(early).isEqualTo(new Claim.Held(first.run()));
        Claim.Granted second = granted(run("run-1", "b"), T0.plus(LEASE));
        assertThat(second.run().attempts()).isEqualTo(2);
        assertThat(second.run().run().instance()).isEqualTo("b");
        assertThat(second.run().startedAt()).isEqualTo(T0);
        assertThat(another().runs().find("run-1")).contains(second.run());
    }

    /** If this fails, check that an instance that holds a run cannot claim it once more: it may be two of one name. */
    @Test
    void required_a_run_is_held_against_its_own_instance_too_R14() {
        granted(run("run-1", "a"), T0);
        assertThat(runs().claim(run("run-1", "a"), T0, LEASE, false)).isInstanceOf(Claim.Held.class);
    }

    /**
     * If this fails, check that the token is compared in the transaction that writes, and grows when a run is taken.
     */
    @Test
    void required_whoever_lost_a_run_changes_nothing_of_it_R14() {
        Lease lost = granted(run("run-1", "a"), T0).lease();
        assertThat(runs().save(lost, List.of(step("one", StepState.RUNNING)))).isTrue();
        Lease held = granted(run("run-1", "b"), T1).lease();
        assertThat(held.token()).isGreaterThan(lost.token());
        StoredRun before = find("run-1");

        assertThat(runs().extend(lost, T1, LEASE)).isEmpty();
        assertThat(runs().save(lost, List.of(step("one", StepState.SUCCEEDED), step("two", StepState.RUNNING))))
                .isFalse();
        assertThat(runs().end(lost, RunState.SUCCEEDED, T1, "")).isFalse();
        assertThat(runs().save(new Lease("run-1", held.token() + 1), List.of(step("two", StepState.RUNNING))))
                .isFalse();
        assertThat(find("run-1")).isEqualTo(before);
        assertThat(runs().end(held, RunState.SUCCEEDED, T2, "")).isTrue();
    }

    /** If this fails, check that a lease ends with its run, and that no lease holds a run that is unknown. */
    @Test
    void required_a_run_that_has_ended_is_held_by_nobody_R14() {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        assertThat(runs().end(lease, RunState.FAILED, T0, "the source was down"))
                .isTrue();
        StoredRun ended = find("run-1");

        assertThat(runs().extend(lease, T0, LEASE)).isEmpty();
        assertThat(runs().save(lease, List.of(step("one", StepState.RUNNING)))).isFalse();
        assertThat(runs().end(lease, RunState.SUCCEEDED, T1, "")).isFalse();
        assertThat(find("run-1")).isEqualTo(ended);
        assertThat(runs().extend(new Lease("run-2", 1), T0, LEASE)).isEmpty();
        assertThat(runs().save(new Lease("run-2", 1), List.of())).isFalse();
        assertThat(runs().end(new Lease("run-2", 1), RunState.FAILED, T0, "")).isFalse();
        assertThat(runs().find("run-2")).isEmpty();
    }

    /** If this fails, check that extending moves the end of the lease to the given moment, also once it is over. */
    @Test
    void required_a_lease_is_extended_from_the_moment_named_R14() {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        assertThat(runs().extend(lease, T0.plusSeconds(10), LEASE)).contains(Signal.NONE);
        assertThat(runs().claim(run("run-1", "b"), T0.plusSeconds(39), LEASE, false))
                .isInstanceOf(Claim.Held.class);
        assertThat(runs().extend(lease, T0.plusSeconds(50), LEASE)).contains(Signal.NONE);
        assertThat(runs().claim(run("run-1", "b"), T0.plusSeconds(79), LEASE, false))
                .isInstanceOf(Claim.Held.class);
        granted(run("run-1", "b"), T0.plusSeconds(80));
    }

    /** If this fails, check that a lease that ends too late to have been given at the moment named counts as over. */
    @Test
    void required_a_clock_that_was_set_back_blocks_nobody_R12() {
        granted(run("run-1", "a"), T4);
        Instant late = T4.minus(LEASE);
        assertThat(runs().claim(run("run-1", "b"), late, LEASE, false)).isInstanceOf(Claim.Held.class);
        assertThat(granted(run("run-1", "b"), late.minusNanos(1_000)).run().leasedUntil())
                .isEqualTo(T4.minusNanos(1_000));
    }

    /** If this fails, check which ended runs may begin again: all but those that succeeded, and only if asked for. */
    @Test
    void required_an_ended_run_begins_again_only_if_that_is_asked_for_R1() {
        for (RunState state : List.of(RunState.DEGRADED, RunState.FAILED, RunState.CANCELLED, RunState.SUCCEEDED)) {
            String id = "run " + state;
            Lease first = granted(run(id, "a"), T0).lease();
            runs().save(first, List.of(step("one", StepState.SUCCEEDED)));
            runs().end(first, state, T1, "error");
            StoredRun ended = find(id);
            assertThat(ended.endedAt()).isEqualTo(T1);
            assertThat(ended.duration()).contains(Duration.ofHours(1));

            assertThat(runs().claim(run(id, "b"), T2, LEASE, false)).isEqualTo(new Claim.Ended(ended));
            Claim again = runs().claim(run(id, "b"), T2, LEASE, true);
            if (state == RunState.SUCCEEDED) {
                assertThat(again).isEqualTo(new Claim.Ended(ended));
            } else {
                assertThat(again).isInstanceOfSatisfying(Claim.Granted.class, granted -> {
                    assertThat(granted.lease().token()).isGreaterThan(first.token());
                    assertThat(granted.run()).isEqualTo(find(id));
                    assertThat(granted.run().state()).isEqualTo(RunState.RUNNING);
                    assertThat(granted.run().attempts()).isEqualTo(2);
                    assertThat(granted.run().startedAt()).isEqualTo(T0);
                    assertThat(granted.run().endedAt()).isNull();
                    assertThat(granted.run().error()).isEmpty();
                    assertThat(granted.run().steps()).isEqualTo(ended.steps());
                });
            }
        }
    }

    /**
     * If this fails, check that a paused run waits for its signal to be taken back, and is then claimed as it stood.
     */
    @Test
    void required_a_paused_run_waits_until_it_is_resumed() {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        assertThat(runs().signal("run-1", Signal.PAUSE, T0))
                .map(StoredRun::signal)
                .contains(Signal.PAUSE);
        assertThat(runs().extend(lease, T0, LEASE)).contains(Signal.PAUSE);
        assertThat(runs().end(lease, RunState.PAUSED, T1, "")).isTrue();
        assertThat(runs().claim(run("run-1", "b"), T4, LEASE, true)).isEqualTo(new Claim.Held(find("run-1")));
        assertThat(runs().extend(lease, T1, LEASE)).isEmpty();

        assertThat(runs().signal("run-1", Signal.NONE, T2)).contains(find("run-1"));
        assertThat(find("run-1").state()).isEqualTo(RunState.PAUSED);
        Claim.Granted resumed = granted(run("run-1", "b"), T2);
        assertThat(resumed.run().state()).isEqualTo(RunState.RUNNING);
        assertThat(resumed.run().endedAt()).isNull();
        assertThat(runs().extend(resumed.lease(), T2, LEASE)).contains(Signal.NONE);
    }

    /** If this fails, check that a run is cancelled by its holder if it has one, and at once if it has none. */
    @Test
    void required_a_run_that_nobody_works_on_is_cancelled_at_once() {
        Lease held = granted(run("held", "a"), T0).lease();
        assertThat(runs().signal("held", Signal.CANCEL, T0))
                .map(StoredRun::state)
                .contains(RunState.RUNNING);
        assertThat(runs().extend(held, T0, LEASE)).contains(Signal.CANCEL);
        assertThat(runs().end(held, RunState.CANCELLED, T0, "")).isTrue();

        Lease crashed = granted(run("crashed", "a"), T0).lease();
        assertThat(runs().signal("crashed", Signal.CANCEL, T0.plus(LEASE))).contains(find("crashed"));
        assertThat(find("crashed").state()).isEqualTo(RunState.CANCELLED);
        assertThat(find("crashed").endedAt()).isEqualTo(T0.plus(LEASE));
        assertThat(runs().end(crashed, RunState.SUCCEEDED, T1, "")).isFalse();

        Lease paused = granted(run("paused", "a"), T0).lease();
        runs().signal("paused", Signal.PAUSE, T0);
        runs().end(paused, RunState.PAUSED, T0, "");
        assertThat(runs().signal("paused", Signal.CANCEL, T1))
                .map(StoredRun::state)
                .contains(RunState.CANCELLED);
        assertThat(find("paused").endedAt()).isEqualTo(T1);
    }

    /** If this fails, check that laying a run aside looks at what is wanted of it by then. */
    @Test
    void required_a_signal_between_pausing_and_being_paused_is_not_lost() {
        Lease cancelled = granted(run("cancelled", "a"), T0).lease();
        runs().signal("cancelled", Signal.CANCEL, T0);
        assertThat(runs().end(cancelled, RunState.PAUSED, T0, "")).isTrue();
        assertThat(find("cancelled").state()).isEqualTo(RunState.CANCELLED);

        Lease resumed = granted(run("resumed", "a"), T0).lease();
        runs().signal("resumed", Signal.PAUSE, T0);
        runs().signal("resumed", Signal.NONE, T0);
        assertThat(runs().end(resumed, RunState.PAUSED, T0, "")).isTrue();
        granted(run("resumed", "b"), T0);
    }

    /** If this fails, check that a signal does nothing to a run that has ended, and that a new beginning forgets it. */
    @Test
    void required_a_signal_leaves_an_ended_run_alone() {
        assertThat(runs().signal("unknown", Signal.CANCEL, T0)).isEmpty();
        Lease lease = granted(run("run-1", "a"), T0).lease();
        runs().signal("run-1", Signal.CANCEL, T0);
        runs().end(lease, RunState.CANCELLED, T0, "");
        StoredRun ended = find("run-1");
        assertThat(runs().signal("run-1", Signal.PAUSE, T1)).contains(ended);
        assertThat(find("run-1")).isEqualTo(ended);

        Claim again = runs().claim(run("run-1", "b"), T1, LEASE, true);
        assertThat(again).isInstanceOfSatisfying(Claim.Granted.class, granted -> assertThat(
                        granted.run().signal())
                .isEqualTo(Signal.NONE));
    }

    static NewRun run(String id, String instance) {
        return new NewRun(id, "daily", T0, T0, RunScope.all(), "test", instance);
    }

    static StoredStep step(String name, StepState state) {
        return new StoredStep(
                new StepReport(name, state, StepCounts.ZERO, Duration.ofMillis(5), List.of()), null, T0, false, null);
    }

    final Claim.Granted granted(NewRun run, Instant now) {
        Claim claim = runs().claim(run, now, LEASE, false);
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        Claim.Granted granted = (Claim.Granted) claim;
        assertThat(granted.lease().runId()).isEqualTo(run.runId());
        return granted;
    }

    final StoredRun find(String id) {
        return runs().find(id).orElseThrow();
    }

    final RunStore runs() {
        return storage().runs();
    }
}
