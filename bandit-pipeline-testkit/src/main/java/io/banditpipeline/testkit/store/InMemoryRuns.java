package io.banditpipeline.testkit.store;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The history of runs in memory. */
final class InMemoryRuns implements RunStore {
    private final Object lock;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, Map<Integer, StepReport>> steps = new LinkedHashMap<>();

    InMemoryRuns(Object lock) {
        this.lock = lock;
    }

    @Override
    public void started(String runId, String workflow, Instant asOf) {
        synchronized (lock) {
            runs.putIfAbsent(runId, new Run(runId, workflow, Kept.micros(asOf), Optional.empty(), List.of()));
        }
    }

    @Override
    public void stepEnded(String runId, int position, StepReport step) {
        synchronized (lock) {
            Map<Integer, StepReport> ofRun = steps.computeIfAbsent(runId, unused -> new TreeMap<>());
            ofRun.put(position, step);
            runs.computeIfPresent(
                    runId,
                    (id, run) -> new Run(id, run.workflow(), run.asOf(), run.state(), List.copyOf(ofRun.values())));
        }
    }

    @Override
    public void ended(String runId, RunState state, Duration duration) {
        synchronized (lock) {
            runs.computeIfPresent(
                    runId, (id, run) -> new Run(id, run.workflow(), run.asOf(), Optional.of(state), run.steps()));
        }
    }

    @Override
    public List<Run> latest(int limit) {
        synchronized (lock) {
            List<Run> newestFirst = new ArrayList<>(runs.values());
            Collections.reverse(newestFirst);
            return List.copyOf(newestFirst.subList(0, Math.min(limit, newestFirst.size())));
        }
    }
}
