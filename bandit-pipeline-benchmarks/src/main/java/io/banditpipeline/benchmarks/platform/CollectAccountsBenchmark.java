package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.Pipeline;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.security.Secret;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.PlatformData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much sooner many accounts of a slow platform are collected side by side than one after the other. */
public final class CollectAccountsBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(CollectAccountsBenchmark.class);
    private static final int SIDE_BY_SIDE = 32;

    /** Before each answer. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What the simulator allows unless told otherwise. */
    private static final int OPERATIONS_PER_DAY = 15_000;

    private static final String MANAGER = "9990001111";
    private static final Currency CURRENCY = Currency.getInstance("USD");
    private static final Campaign CAMPAIGN = Campaign.of("c", ZoneOffset.UTC, CURRENCY);

    @Override
    public String name() {
        return "collect-accounts";
    }

    @Override
    public String description() {
        return "collecting 200 accounts of a platform that answers after 50 ms: 32 side by side against one by one";
    }

    @Override
    public Set<String> options() {
        return Set.of("accounts", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        int accounts = arguments.positive("accounts", 200);
        int rounds = arguments.positive("rounds", 3);
        PlatformData data = GeneratedData.builder("google_ads")
                .accounts(accounts)
                .campaigns(1)
                .adGroups(1)
                .ads(1)
                .zones(ZoneOffset.UTC)
                .currencies(CURRENCY)
                .build();
        double[] alone = new double[rounds];
        double[] together = new double[rounds];
        long overLimit = 0;
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            for (int round = -1; round < rounds; round++) {
                for (int parallelism : new int[] {1, SIDE_BY_SIDE}) {
                    Path file = directory.path().resolve("round" + round + "-" + parallelism + ".db");
                    Measured measured = measure(data, file, parallelism);
                    LOG.info("round={} parallelism={} {}", round, parallelism, measured);
                    overLimit += measured.overLimit();
                    if (round >= 0) {
                        (parallelism == 1 ? alone : together)[round] = measured.seconds();
                    }
                }
            }
        }
        figures.seconds("one_by_one", median(alone));
        figures.seconds("side_by_side", median(together));
        figures.ratio("speedup", median(alone) / median(together));
        figures.add("over_limit", (double) overLimit, 0, "calls");
    }

    /** @param overLimit calls that were throttled, or came before their client might call again */
    private record Measured(double seconds, long calls, long overLimit) {}

    private static Measured measure(PlatformData data, Path file, int parallelism) throws Exception {
        InstantSource clock = InstantSource.system();
        Secret refreshToken = Secret.of("refresh-token-" + file.getFileName()); // limits are kept by credentials
        try (GoogleAdsSimulator simulator = GoogleAdsSimulator.builder(data, clock)
                        .user("client", "client-secret", refreshToken.reveal())
                        .manager(
                                MANAGER,
                                data.accounts().stream().map(Account::id).toArray(String[]::new))
                        .start();
                GoogleAds source = GoogleAds.builder()
                        .refreshToken("client", Secret.of("client-secret"), refreshToken)
                        .baseUri(simulator.apiUri())
                        .tokenUri(simulator.tokenUri())
                        .loginCustomerId(MANAGER)
                        .operationsPerDay(OPERATIONS_PER_DAY)
                        .build();
                Storage storage = JooqStorage.sqlite(file).open();
                Pipeline pipeline = Pipeline.builder()
                        .storeIn(storage)
                        .collectFrom(source)
                        .plan(CAMPAIGN, arms(data, clock))
                        .historyDays(14)
                        .parallelism(parallelism)
                        .build()) {
            simulator.server().faults().randomly(1, 1, call -> true, HttpFault.late(PAUSE));
            RunReport report = pipeline.runDaily();
            int complete = storage.metrics().watermarks().size();
            if (complete != data.accounts().size()) {
                throw new BadResultException(
                        complete + " of " + data.accounts().size() + " accounts were collected\n" + report);
            }
            return new Measured(
                    secondsOfCollection(report),
                    simulator.server().received(),
                    simulator.throttled() + simulator.earlyCalls().size());
        }
    }

    /** To list the accounts and to bring them up to date, without what is done with the data then. */
    private static double secondsOfCollection(RunReport report) {
        long millis = report.steps().stream()
                .filter(step -> step.name().equals("prepare") || step.name().startsWith("collect "))
                .mapToLong(step -> step.duration().toMillis())
                .sum();
        return (double) millis / 1_000;
    }

    private static List<Arm> arms(PlatformData data, InstantSource clock) {
        List<Arm> arms = new ArrayList<>();
        for (Account account : data.accounts()) {
            for (Entity entity : data.entities(account, clock.instant())) {
                if (entity.ref().level() == Level.CAMPAIGN) {
                    String id = account.id() + "/" + entity.ref().id();
                    arms.add(Arm.of(id, CAMPAIGN.id(), account, "google_ads", entity.ref()));
                }
            }
        }
        return arms;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
