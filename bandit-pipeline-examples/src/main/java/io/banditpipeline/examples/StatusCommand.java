package io.banditpipeline.examples;

import io.banditpipeline.HealthJson;
import io.banditpipeline.alert.Alert;
import io.banditpipeline.run.Health;
import java.util.List;
import java.util.Optional;

/** Tells how the pipeline is doing. */
final class StatusCommand implements Command {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "tell how the pipeline is doing: database, feeds, runs, what is wrong and what to do";
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily. Exits with 1 if no run could work now, or if a"
                + " problem is critical.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.AS_OF, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openExisting(call)) {
            Health health = session.pipeline().health();
            call.out().println(call.options().json() ? HealthJson.of(health) : health.toString());
            boolean good = health.ready() && !health.worst().equals(Optional.of(Alert.Severity.CRITICAL));
            return good ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }
}
