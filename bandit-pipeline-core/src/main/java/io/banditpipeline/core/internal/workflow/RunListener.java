package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.StoredRun;

/**
 * Hears what becomes of runs, in the threads that run them: implementations are thread-safe. It hears only what could
 * be kept in the history. What it throws is logged and disturbs nothing.
 */
public interface RunListener {
    /** A step, or a part of one, ended in this attempt. */
    default void stepEnded(NewRun run, StepReport step) {}

    /** A run ended, or was laid aside. */
    default void runEnded(StoredRun run) {}
}
