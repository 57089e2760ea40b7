package io.banditpipeline.examples;

import java.util.List;

/** Runs jobs when they are due, until the process is told to end. */
final class StartCommand implements Command {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "run jobs when they are due, in the foreground, until interrupted (SIGTERM, SIGINT)";
    }

    @Override
    public String details() {
        return "Without --config: hourly at every full hour of UTC, daily at 02:00 in the campaign's zone. Several"
                + " processes may do so on one database: of a job one slot runs at a time. Told to end, it stops what"
                + " is being run, which is gone on with later, and closes the database.";
    }

    @Override
    public List<Option> options() {
        return Option.INPUT;
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openWithJobs(call)) {
            session.pipeline().start();
            call.out().print(JobTable.of(session).text());
            call.out().flush();
            call.stop().await();
            session.progress().end();
            call.err().println("Stopping: what is being run is told to stop.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        call.err().println("Stopped.");
        call.stop().tidied();
        return BanditPipelineCommand.GOOD;
    }
}
