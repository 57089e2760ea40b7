package io.banditpipeline.examples;

import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.workflow.RunScope;

/** Runs workflows and prints what they did. */
final class Reports {
    /** Who starts runs, as the history tells. */
    private static final String STARTED_BY = "command line";

    private Reports() {}

    /**
     * Runs a workflow and prints its report.
     *
     * @throws UsageException if platforms are to tell what they knew at another moment
     */
    static int run(Call call, String workflow, RunScope scope) {
        if (call.options().asOf().isPresent() && Input.platforms(call.options()).isPresent()) {
            throw new UsageException(
                    "Option --as-of: platforms tell what they know now; 'plan' takes a moment of the past,"
                            + " and works on what is stored.");
        }
        try (Session session = Session.open(call)) {
            return print(call, session.pipeline().run(workflow, scope, STARTED_BY));
        }
    }

    /** Prints a report, and answers the exit code. */
    static int print(Call call, RunReport report) {
        call.out().println(call.options().json() ? ReportJson.of(report) : report.toString());
        return report.state() == RunState.SUCCEEDED ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
    }
}
