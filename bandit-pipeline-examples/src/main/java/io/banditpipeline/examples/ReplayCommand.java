package io.banditpipeline.examples;

import io.banditpipeline.bandit.Allocation;
import java.util.List;

/** Computes a plan again from its record. */
final class ReplayCommand implements Command {
    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "compute a stored plan again from its record, and compare it bit for bit";
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily; 'explain' shows the id. Exits with 1 if the plan"
                + " comes out differently, and says what differs.";
    }

    @Override
    public List<String> operands() {
        return List.of("ID");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openExisting(call)) {
            Allocation again = session.pipeline().replay(call.options().operand());
            call.print(
                    json -> {
                        json.put("same", true);
                        ReportJson.allocation(json.putObject("allocation"), again);
                    },
                    () -> "Plan " + again.id() + " of " + again.campaignId() + " for " + again.day()
                            + " comes out the same: " + again.arms().size() + " arms, "
                            + Cells.money(again.budgetMicros()) + " " + again.currency() + ", computed from what was"
                            + " known at " + again.record().asOf() + "\n");
            return BanditPipelineCommand.GOOD;
        }
    }
}
