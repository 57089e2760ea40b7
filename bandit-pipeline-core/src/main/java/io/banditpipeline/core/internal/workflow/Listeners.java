package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.Progress;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.StoredRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listeners of a run; what they throw is logged and disturbs nothing. Thread-safe as they are. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final NewRun run;
    private final RunListener listener;
    private final Progress progress;

    Listeners(NewRun run, RunListener listener, Progress progress) {
        this.run = run;
        this.listener = listener;
        this.progress = progress;
    }

    void stepEnded(StepReport step) {
        guarded("listener", () -> listener.stepEnded(run, step));
    }

    void runEnded(StoredRun stored) {
        guarded("listener", () -> listener.runEnded(stored));
    }

    void advanced(String step, long done, long total, String detail) {
        guarded("progress listener", () -> progress.advanced(step, done, total, detail));
    }

    private void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("run={} the {} broke; the run goes on", run.runId(), what, e);
        }
    }
}
