package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.Workflow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the names of a run's steps and parts apart, since the history tells them apart by name. Thread-safe. */
final class StepNames {
    /** The step that a part belongs to, by the part's name; a step belongs to {@code ""}. */
    private final Map<String, String> owners = new HashMap<>();

    StepNames(Workflow workflow) {
        workflow.steps().forEach(step -> owners.put(step.name(), ""));
    }

    /** Takes names for the parts of a step, which may have taken them before, in an earlier try. */
    synchronized void take(String parent, List<? extends Step<?>> parts) {
        Set<String> seen = new HashSet<>();
        for (Step<?> part : parts) {
            if (!part.needs().isEmpty() || !part.follows().isEmpty()) {
                throw new IllegalArgumentException("part '" + part.name() + "' of step '" + parent
                        + "' needs or follows other steps: a part stands alone");
            }
            String owner = owners.getOrDefault(part.name(), parent);
            if (!seen.add(part.name()) || !owner.equals(parent)) {
                throw new IllegalArgumentException("step '" + parent + "' has a part named '" + part.name()
                        + "', but the run has another step of that name: give each part a name of its own");
            }
        }
        parts.forEach(part -> owners.put(part.name(), parent));
    }
}
