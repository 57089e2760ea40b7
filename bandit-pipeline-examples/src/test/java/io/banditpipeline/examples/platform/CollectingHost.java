package io.banditpipeline.examples.platform;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.platform.PlatformData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A host in a process of its own: runs daily until all is collected, whatever an earlier process has left behind, and
 * ends with 0 then.
 */
final class CollectingHost {
    static final Instant BEGIN = Instant.parse("2026-03-16T16:00:00Z");
    static final int HISTORY = 40;

    /**
     * What was collected before a kill is restated from so many days before its end, as after any pause; that begins
     * before the history.
     */
    private static final int LOOKBACK = 28;

    static final int ACCOUNTS = 4;
    static final int CAMPAIGNS = 5;

    /** What it prints when its own work begins. */
    static final String COLLECTING = "now collecting";

    private static final int MOST_TRIES = 40;
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private CollectingHost() {}

    /** What {@link #main} is to be called with. */
    static String[] arguments(TestDatabase database, ScaledClock clock, Platforms.Addresses at) {
        return new String[] {
            database.engine().name(),
            database.jdbcUrl(),
            database.user(),
            clock.begun().toString(),
            at.googleApi().toString(),
            at.googleToken().toString(),
            at.meta().toString(),
            at.tradeDesk().toString()
        };
    }

    /** @param arguments the database, when the clock began, and where the platforms are */
    public static void main(String[] arguments) throws InterruptedException {
        TestDatabase database = new TestDatabase(Engine.valueOf(arguments[0]), arguments[1], arguments[2]);
        ScaledClock clock = new ScaledClock(BEGIN, Instant.parse(arguments[3]));
        List<PlatformData> data = Platforms.generated(ACCOUNTS, CAMPAIGNS);
        List<MetricsSource> sources = Platforms.sources(
                new Platforms.Addresses(
                        URI.create(arguments[4]),
                        URI.create(arguments[5]),
                        URI.create(arguments[6]),
                        URI.create(arguments[7]),
                        data.get(2).accounts()),
                clock,
                clock,
                OptionalInt.of(LOOKBACK));
        try (Storage storage = database.storage().open();
                Pipeline pipeline = pipeline(storage, sources, Platforms.arms(data, BEGIN), clock)) {
            System.out.println(COLLECTING);
            collect(pipeline, clock);
        } finally {
            sources.forEach(Platforms::close);
        }
    }

    private static void collect(Pipeline pipeline, ScaledClock clock) throws InterruptedException {
        RunReport report = pipeline.runDaily();
        for (int tries = 1; !isCollected(report); tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("not all was collected after " + tries + " runs:\n" + report);
            }
            System.out.println(report);
            clock.await(BETWEEN_TRIES);
            report = pipeline.runs().rerun(report.runId());
        }
    }

    private static boolean isCollected(RunReport report) {
        return report.steps().stream().filter(CollectingHost::isOfCollection).allMatch(step -> step.state()
                .isGood());
    }

    private static boolean isOfCollection(StepReport step) {
        return step.name().startsWith("collect ") || step.name().equals("prepare");
    }

    private static Pipeline pipeline(Storage storage, List<MetricsSource> sources, List<Arm> arms, ScaledClock clock) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .plan(Platforms.CAMPAIGN, arms)
                .clock(clock)
                .waitWith(clock)
                .instance(UUID.randomUUID().toString())
                .takeOverAfter(Duration.ofHours(1))
                .historyDays(HISTORY);
        sources.forEach(builder::collectFrom);
        return builder.build();
    }
}
