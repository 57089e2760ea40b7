package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a run that goes on is done again, and what is not.
 *
 * <p>Done again is a step that did not go well, or went well in part only and may do better; every step that needs or
 * follows one that is done again, since that one may end in another way; and a step that gave something that was not
 * kept, if one that is done again needs or follows it.
 */
final class Resumption {
    private final Workflow workflow;
    private final List<StoredStep> history;
    private final Map<String, StoredStep> steps = new HashMap<>();
    private final Map<String, StepOutcome<?>> done = new LinkedHashMap<>();
    private final Set<String> again = new HashSet<>();

    private Resumption(Workflow workflow, List<StoredStep> history) {
        this.workflow = workflow;
        this.history = history;
        history.stream()
                .filter(step -> step.parent() == null)
                .forEach(step -> steps.put(step.report().name(), step));
    }

    /** Decides from the steps of earlier attempts. */
    static Resumption of(Workflow workflow, List<StoredStep> history) {
        Resumption resumption = new Resumption(workflow, history);
        workflow.steps().forEach(resumption::readIfSettled);
        resumption.spread();
        return resumption;
    }

    private void readIfSettled(Step<?> step) {
        StoredStep stored = steps.get(step.name());
        if (stored != null && History.isSettled(stored.report())) {
            History.outcome(history, stored, step).ifPresent(outcome -> done.put(step.name(), outcome));
        }
        if (!done.containsKey(step.name())) {
            again.add(step.name());
        }
    }

    /** Forward to what comes after, and back to what gave something that is gone, until nothing is added. */
    private void spread() {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Step<?> step : workflow.steps()) {
                if (comesAfterOneDoneAgain(step)) {
                    grew |= again.add(step.name());
                }
                if (again.contains(step.name())) {
                    grew |= before(step).filter(this::isGone).map(Step::name).anyMatch(again::add);
                }
            }
        }
        done.keySet().removeAll(again);
    }

    private boolean comesAfterOneDoneAgain(Step<?> step) {
        return before(step).anyMatch(other -> again.contains(other.name()));
    }

    private boolean isGone(Step<?> step) {
        StoredStep stored = steps.get(step.name());
        return stored != null && !History.isReadable(stored, step);
    }

    private static Stream<Step<?>> before(Step<?> step) {
        return Stream.concat(step.needs().stream(), step.follows().stream());
    }

    /** What became of the steps that are not done again, by name. */
    Map<String, StepOutcome<?>> done() {
        return done;
    }

    /** What is known of a step that is done again. */
    Earlier earlier(Step<?> step) {
        return Earlier.of(history, step.name(), !comesAfterOneDoneAgain(step));
    }

    /**
     * The steps and parts that went well and are done again all the same, marked so that another attempt knows it even
     * if this one breaks off before it comes to them.
     */
    List<StoredStep> revoked() {
        List<StoredStep> revoked = new ArrayList<>();
        for (Step<?> step : workflow.steps()) {
            if (!again.contains(step.name())) {
                continue;
            }
            StoredStep stored = steps.get(step.name());
            Stream.concat(
                            Stream.ofNullable(stored),
                            comesAfterOneDoneAgain(step)
                                    ? History.descendants(history, step.name()).stream()
                                    : Stream.empty())
                    .filter(one -> History.isSettled(one.report()))
                    .map(Resumption::revoke)
                    .forEach(revoked::add);
        }
        return revoked;
    }

    private static StoredStep revoke(StoredStep step) {
        StepReport was = step.report();
        StepReport now = new StepReport(
                was.name(),
                StepState.CANCELLED,
                was.counts(),
                was.duration(),
                List.of("it had ended as " + was.state() + ", and is done again since a step before it is,"
                        + " or since what it gave was not kept"),
                was.attempts(),
                true,
                List.of());
        return new StoredStep(now, step.parent(), step.startedAt(), false, null);
    }
}
