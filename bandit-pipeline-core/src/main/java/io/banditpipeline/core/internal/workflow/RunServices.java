package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.store.NewRun;

/**
 * What the steps of one run share.
 *
 * @param run the run as it was first begun
 * @param settings how workflows are run
 * @param control whether it goes on
 * @param journal keeps what becomes of it
 * @param listeners hear what becomes of it
 * @param permits bound how many steps work at a time
 * @param threads its threads
 * @param names keep the names of steps and parts apart
 */
record RunServices(
        NewRun run,
        EngineSettings settings,
        RunControl control,
        RunJournal journal,
        Listeners listeners,
        Permits permits,
        RunThreads threads,
        StepNames names) {}
