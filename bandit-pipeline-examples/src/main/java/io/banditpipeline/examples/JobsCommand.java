package io.banditpipeline.examples;

import java.util.List;

/** Lists the jobs. */
final class JobsCommand implements Command {
    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String summary() {
        return "list the jobs that 'start' runs: next slot, last success, running, paused";
    }

    @Override
    public String details() {
        return "Name the same --config, --db, --csv and --mapping as for start.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        Databases.requireExisting(call.options());
        try (Session session = Session.openWithJobs(call)) {
            JobTable jobs = JobTable.of(session);
            call.print(jobs::json, jobs::text);
            return BanditPipelineCommand.GOOD;
        }
    }
}
