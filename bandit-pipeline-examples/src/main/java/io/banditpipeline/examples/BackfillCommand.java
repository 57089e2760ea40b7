package io.banditpipeline.examples;

import io.banditpipeline.Workflows;
import io.banditpipeline.workflow.RunScope;
import java.util.List;

/** Collects days of the past. */
final class BackfillCommand implements Command {
    private static final Option FROM =
            new Option("--from", "DAY", "the first day, such as 2026-01-31, in each account's zone; goes with --to");
    private static final Option TO = new Option("--to", "DAY", "the last day, itself included");

    @Override
    public String name() {
        return Workflows.BACKFILL;
    }

    @Override
    public String summary() {
        return "collect days of the past again, or what is missing of the history; plans nothing";
    }

    @Override
    public String details() {
        return "The newest days come first. What was fetched is kept if it is stopped; calling it again goes on.";
    }

    @Override
    public List<Option> options() {
        return Option.join(
                Option.join(Option.INPUT, Option.AS_OF), FROM, TO, Option.PLATFORM, Option.ACCOUNT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        RunScope scope = WorkflowCommand.scope(call.options());
        return Reports.run(
                call, Workflows.BACKFILL, call.options().days().map(scope::days).orElse(scope));
    }
}
