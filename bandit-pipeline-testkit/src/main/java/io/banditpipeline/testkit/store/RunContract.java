package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.RunState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promises of {@link RunStore}. */
abstract class RunContract extends DecisionContract {
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** If this fails, check that a run is held until its lease is over, and by one only. */
    @Test
    void required_a_run_is_held_by_one_until_its_lease_is_over_R14() {
        assertThat(runs().claim(run("a"), T0, LEASE, false)).isInstanceOf(Claim.Granted.class);
        assertThat(another().runs().claim(run("b"), T0.plus(LEASE).minusMillis(1), LEASE, false))
                .isInstanceOf(Claim.Held.class);
        Claim taken = another().runs().claim(run("b"), T0.plus(LEASE), LEASE, false);
        assertThat(taken).isInstanceOf(Claim.Granted.class);
        assertThat(((Claim.Granted) taken).run().attempts()).isEqualTo(2);
        assertThat(runs().end(((Claim.Granted) taken).lease(), RunState.SUCCEEDED, T1, ""))
                .isTrue();
    }

    private static NewRun run(String instance) {
        return new NewRun("run-1", "daily", T0, T0, RunScope.all(), "test", instance);
    }

    private RunStore runs() {
        return storage().runs();
    }
}
