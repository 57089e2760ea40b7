package io.banditpipeline.examples;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.StoredRun;
import java.util.List;

/** Shows one run. */
final class RunCommand implements Command {
    @Override
    public String name() {
        return "runs show";
    }

    @Override
    public String summary() {
        return "show a run with its steps, their parts, and what they said";
    }

    @Override
    public List<String> operands() {
        return List.of("ID");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Storage storage = Databases.openExisting(call.options())) {
            String id = call.options().operand();
            StoredRun run = storage.runs()
                    .find(id)
                    .orElseThrow(() -> new PipelineException(
                            ErrorCode.INVALID_INPUT, "There is no run '" + id + "': 'runs' lists the latest"));
            call.print(json -> RunJson.of(json, run), () -> RunText.of(run));
            return BanditPipelineCommand.GOOD;
        }
    }
}
