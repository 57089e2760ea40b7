package io.banditpipeline.examples;

import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lays a run of the history out as text. */
final class RunText {
    private static final int LONGEST = 300;

    private RunText() {}

    /** The run and its steps. */
    static String of(StoredRun run) {
        StringBuilder out = new StringBuilder();
        line(out, "run", run.run().runId());
        line(out, "workflow", run.run().workflow() + ", " + run.run().scope());
        line(out, "state", state(run));
        line(out, "slot", Cells.instant(run.run().slot()));
        line(out, "as of", Cells.instant(run.run().asOf()));
        line(out, "started by", Cells.shown(run.run().startedBy(), LONGEST));
        line(out, "instance", Cells.shown(run.run().instance(), LONGEST));
        line(out, "tries", Integer.toString(run.attempts()));
        line(out, "started", Cells.instant(run.startedAt()));
        line(out, "ended", Cells.instant(run.endedAt()));
        line(out, "took", Cells.duration(run.duration().orElse(null)));
        line(out, "error", Cells.shown(run.error(), LONGEST));
        if (!run.steps().isEmpty()) {
            out.append('\n').append(steps(run));
            run.steps().forEach(step -> step.report().messages().forEach(message -> out.append("  ")
                    .append(step.report().name())
                    .append(": ")
                    .append(Cells.shown(message, LONGEST))
                    .append('\n')));
        }
        return out.toString();
    }

    /** Its state, and what somebody wants of it. */
    static String state(StoredRun run) {
        boolean asked = !run.state().ended() && run.signal() != Signal.NONE;
        return run.state() + (asked ? ", to " + (run.signal() == Signal.PAUSE ? "pause" : "stop") : "");
    }

    /** The rows of all its steps; those of parts are among those of the step that they are part of. */
    static StepCounts total(StoredRun run) {
        return run.steps().stream()
                .filter(step -> step.parent() == null)
                .map(step -> step.report().counts())
                .reduce(StepCounts.ZERO, StepCounts::plus);
    }

    /** Each step with its parts behind it, whatever the order in which they were kept. */
    static List<StoredStep> withPartsBehind(StoredRun run) {
        return run.steps().stream()
                .filter(step -> step.parent() == null)
                .flatMap(step -> Stream.concat(
                        Stream.of(step),
                        run.steps().stream().filter(part -> step.report().name().equals(part.parent()))))
                .toList();
    }

    private static String steps(StoredRun run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "step",
                "state",
                "tries",
                "fetched",
                "stored",
                "changed",
                "unchanged",
                "quarantined",
                "parked",
                "removed",
                "took"));
        for (StoredStep step : withPartsBehind(run)) {
            StepCounts counts = step.report().counts();
            rows.add(List.of(
                    (step.parent() == null ? "" : "  ") + step.report().name(),
                    step.report().state().name(),
                    Integer.toString(step.report().attempts()),
                    Long.toString(counts.fetched()),
                    Long.toString(counts.stored()),
                    Long.toString(counts.changed()),
                    Long.toString(counts.unchanged()),
                    Long.toString(counts.quarantined()),
                    Long.toString(counts.parked()),
                    Long.toString(counts.removed()),
                    Cells.duration(step.report().duration())));
        }
        return TextTable.of(rows, 2);
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append(" ".repeat(12 - name.length())).append(value).append('\n');
    }
}
