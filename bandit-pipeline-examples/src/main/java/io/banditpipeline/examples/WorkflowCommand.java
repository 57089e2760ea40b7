package io.banditpipeline.examples;

import io.banditpipeline.workflow.RunScope;
import java.util.List;

/** Runs one of the pipeline's workflows. */
final class WorkflowCommand implements Command {
    private final String workflow;
    private final String summary;

    WorkflowCommand(String workflow, String summary) {
        this.workflow = workflow;
        this.summary = summary;
    }

    @Override
    public String name() {
        return workflow;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Option> options() {
        return Option.join(
                Option.join(Option.INPUT, Option.AS_OF), Option.CAMPAIGN, Option.PLATFORM, Option.ACCOUNT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        return Reports.run(call, workflow, scope(call.options()));
    }

    /** What the options limit a run to. */
    static RunScope scope(Options options) {
        return RunScope.all()
                .campaigns(options.names(Option.CAMPAIGN))
                .platforms(options.names(Option.PLATFORM))
                .accounts(options.names(Option.ACCOUNT));
    }
}
