package io.banditpipeline.examples;

import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists the latest runs of all instances. */
final class RunsCommand implements Command {
    private static final Option WORKFLOW =
            new Option("--workflow", "NAMES", "only runs of these workflows, parted by commas; default: all");
    private static final int LONGEST_ERROR = 120;

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String summary() {
        return "list the latest runs: state, attempts, who started them, duration, rows, error";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.LIMIT, WORKFLOW, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Storage storage = Databases.openExisting(call.options())) {
            List<StoredRun> runs = storage.runs()
                    .latest(new RunQuery(
                            Set.of(call.options().names(WORKFLOW)),
                            Set.of(),
                            call.options().limit()));
            call.print(
                    json -> Json.array(json, "runs", runs, RunJson::summary),
                    () -> runs.isEmpty() ? "There are no runs yet: 'daily' makes one.\n" : table(runs));
            return BanditPipelineCommand.GOOD;
        }
    }

    private static String table(List<StoredRun> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "run",
                "workflow",
                "slot",
                "state",
                "tries",
                "started by",
                "started",
                "took",
                "fetched",
                "stored",
                "error"));
        runs.forEach(run -> rows.add(List.of(
                run.run().runId(),
                run.run().workflow(),
                Cells.instant(run.run().slot()),
                RunText.state(run),
                Integer.toString(run.attempts()),
                Cells.shown(run.run().startedBy(), LONGEST_ERROR),
                Cells.instant(run.startedAt()),
                Cells.duration(run.duration().orElse(null)),
                Long.toString(RunText.total(run).fetched()),
                Long.toString(RunText.total(run).stored()),
                Cells.shown(run.error(), LONGEST_ERROR))));
        return TextTable.of(rows, 4);
    }
}
