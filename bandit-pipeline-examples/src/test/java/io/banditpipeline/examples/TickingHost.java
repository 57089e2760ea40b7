package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.DurableScheduler;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

/**
 * A host in a process of its own, one of several on one PostgreSQL: a pipeline with a job of two steps, each of which
 * notes in a table that it began, takes a while, and has its effect, keyed by run and step. It ends with its standard
 * input.
 */
final class TickingHost {
    static final String JOB = "tick";
    static final Duration PERIOD = Duration.ofSeconds(2);
    static final Duration HEARTBEAT = Duration.ofMillis(500);
    static final int STEPS = 2;

    private static final Duration WORK = Duration.ofMillis(400);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final String jdbcUrl;
    private final String user;
    private final String instance;

    private TickingHost(String jdbcUrl, String user, String instance) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.instance = instance;
    }

    /** @param arguments the database's URL and user, and a name for this instance */
    public static void main(String[] arguments) throws IOException {
        new TickingHost(arguments[0], arguments[1], arguments[2]).run();
    }

    private void run() throws IOException {
        Step<Void> first = step("first");
        Step<Void> second = step("second").needs(first);
        Account account = new Account("meta", "act_1", ZoneOffset.UTC, Currency.getInstance("EUR"));
        EntityRef entity = new EntityRef(Level.CAMPAIGN, "1");
        Campaign campaign = Campaign.of("shop", ZoneOffset.UTC, Currency.getInstance("EUR"));
        try (JooqStorage storage = JooqStorage.postgresql(jdbcUrl).user(user).open();
                Pipeline pipeline = Pipeline.builder()
                        .storeIn(storage)
                        .collectFrom(new ScriptedSource("meta", InstantSource.system(), account))
                        .plan(campaign, List.of(Arm.of("arm", campaign.id(), account, "social", entity)))
                        .instance(instance)
                        .takeOverAfter(LEASE)
                        .scheduleWith(DurableScheduler.on(storage)
                                .instance(instance)
                                .pollInterval(POLL)
                                .heartbeat(HEARTBEAT)
                                .build())
                        .addWorkflow(Workflow.of(JOB, second))
                        .schedule(JobSpec.of(JOB, Trigger.every(PERIOD)).withMissed(MissedRuns.runEach(1_000)), JOB)
                        .build()) {
            pipeline.start();
            while (System.in.read() >= 0) {
                // Only the end of it means something.
            }
        }
    }

    private Step<Void> step(String name) {
        return Step.of(name, context -> work(name, context));
    }

    private StepResult<Void> work(String name, StepContext context) throws SQLException, InterruptedException {
        note("insert into begun (run_id, step, process) values (?, ?, ?)", context.runId(), name);
        Waiter.realTime().await(WORK);
        note(
                "insert into effect (run_id, step, process) values (?, ?, ?) on conflict (run_id, step) do nothing",
                context.runId(),
                name);
        return StepResult.done();
    }

    private void note(String sql, String runId, String step) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "");
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, runId);
            insert.setString(2, step);
            insert.setString(3, instance);
            insert.executeUpdate();
        }
    }
}
