package io.banditpipeline.examples;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import java.time.Duration;
import java.util.List;

/** Plans from what was known at a moment, and changes nothing. */
final class PlanCommand implements Command {
    private static final Option CAMPAIGN = new Option(
            "--campaign",
            "ID",
            "the campaign; default: that of the file, the first of --config, or that of the synthetic market");

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "plan the next day from what is stored, as it was known at a moment; collects and stores nothing";
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.AS_OF, CAMPAIGN, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.open(call)) {
            String campaign = call.options().text(CAMPAIGN.name()).orElseGet(session.input()::campaignId);
            List<Allocation> plans =
                    session.pipeline().plan(campaign, session.asOf()).stream().toList();
            boolean decided = plans.stream().anyMatch(plan -> plan.state() == Allocation.State.DECIDED);
            RunState state = decided ? RunState.SUCCEEDED : RunState.DEGRADED;
            return Reports.print(
                    call,
                    new RunReport("none", name(), session.asOf(), state, List.of(), List.of(), plans, Duration.ZERO));
        }
    }
}
