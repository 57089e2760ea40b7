package io.banditpipeline.examples;

import io.banditpipeline.Jobs;
import java.util.List;
import java.util.function.BiConsumer;

/** Lets the slots of a job pass, or ends that. */
final class PauseJobCommand implements Command {
    private final String name;
    private final String summary;
    private final BiConsumer<Jobs, String> action;

    private PauseJobCommand(String name, String summary, BiConsumer<Jobs, String> action) {
        this.name = name;
        this.summary = summary;
        this.action = action;
    }

    static Command pause() {
        return new PauseJobCommand(
                "jobs pause", "let the slots of a job pass, in all instances, until it is resumed", Jobs::pause);
    }

    static Command resume() {
        return new PauseJobCommand(
                "jobs resume", "end the pause of a job; slots that passed count as missed", Jobs::resume);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<String> operands() {
        return List.of("NAME");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        Databases.requireExisting(call.options());
        try (Session session = Session.openWithJobs(call)) {
            action.accept(session.pipeline().jobs(), call.options().operand());
            JobTable jobs = JobTable.of(session);
            call.print(jobs::json, jobs::text);
            return BanditPipelineCommand.GOOD;
        }
    }
}
