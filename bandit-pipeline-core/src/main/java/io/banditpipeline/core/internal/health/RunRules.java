package io.banditpipeline.core.internal.health;

import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what is wrong with runs. Pure functions of the snapshot. */
final class RunRules {
    private static final int NAMED_STEPS = 5;
    private static final int LONGEST_ERROR = 300;

    private RunRules() {}

    static List<Problem> of(Snapshot now, HealthSettings settings) {
        List<Problem> problems = new ArrayList<>();
        if (now.recent().isEmpty()) {
            problems.add(ProblemCode.RUN_NEVER.warning(
                    "pipeline", "No run was ever begun", "call runDaily(), or start the scheduler"));
        }
        now.histories().forEach(history -> add(problems, history));
        now.underWay().stream()
                .filter(run -> run.leasedUntil().plus(settings.takeOverGrace()).isBefore(now.at()))
                .map(RunRules::abandoned)
                .forEach(problems::add);
        now.recent().stream()
                .filter(run -> run.run().asOf().isAfter(now.at().plus(settings.clockTolerance())))
                .collect(Collectors.toMap(run -> run.run().instance(), run -> run, (first, second) -> first))
                .forEach((instance, run) -> problems.add(ahead(instance, run, now)));
        return problems;
    }

    private static void add(List<Problem> problems, History history) {
        StoredRun ended = history.ended();
        if (ended != null && ended.state() == RunState.FAILED) {
            problems.add(ProblemCode.RUN_FAILED.critical(
                    history.workflow(),
                    latest(ended) + failure(ended),
                    "mend the cause and run it again: steps that are done are not done twice"));
        } else if (ended != null && ended.state() == RunState.DEGRADED) {
            problems.add(ProblemCode.RUN_DEGRADED.warning(
                    history.workflow(),
                    latest(ended) + failure(ended),
                    "the next run tries the rest again; if this repeats, see what the steps say"));
        }
        StoredRun cancelled = history.cancelled();
        if (cancelled != null && (ended == null || ended.startedAt().isBefore(cancelled.startedAt()))) {
            problems.add(ProblemCode.RUN_CANCELLED.warning(
                    history.workflow(), latest(cancelled), "run it again when what it was stopped for is over"));
        }
    }

    /** The words that hosts know from the first version on. */
    private static String latest(StoredRun run) {
        return "The latest run of " + run.run().workflow() + ", of " + run.run().asOf() + ", ended " + run.state();
    }

    private static String failure(StoredRun run) {
        List<String> bad = run.steps().stream()
                .filter(step -> step.parent() == null && isBad(step.report().state()))
                .map(step -> step.report().name() + " " + step.report().state())
                .toList();
        String steps = bad.stream().limit(NAMED_STEPS).collect(Collectors.joining(", "));
        String more = bad.size() > NAMED_STEPS ? " and " + (bad.size() - NAMED_STEPS) + " more" : "";
        String error = run.error().isEmpty() ? "" : " (" + cut(run.error()) + ")";
        return (bad.isEmpty() ? "" : ", with step " + steps + more) + error;
    }

    private static boolean isBad(StepState state) {
        return state == StepState.FAILED || state == StepState.PARTIAL || state == StepState.CANCELLED;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + " ...";
    }

    private static Problem abandoned(StoredRun run) {
        return ProblemCode.RUN_ABANDONED.critical(
                run.run().runId(),
                "The run of " + run.run().workflow() + " of " + run.run().asOf() + " was broken off in instance "
                        + run.run().instance() + ": its lease was over at " + run.leasedUntil()
                        + " and nobody took it over",
                "start the scheduler, or run the workflow again, in any instance");
    }

    private static Problem ahead(String instance, StoredRun run, Snapshot now) {
        return ProblemCode.CLOCK_DIFFERS.warning(
                instance,
                "A run of instance " + instance + " is as of " + run.run().asOf() + ", but here it is " + now.at(),
                "let both instances take their time from one time server");
    }
}
