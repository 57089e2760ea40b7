package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.examples.JobProcess;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.platform.EarlyCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.LoopbackServer;
import io.banditpipeline.testkit.platform.MetaOverload;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.RateLimit;
import io.banditpipeline.testkit.platform.TooMuch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Platforms that live on while the hosts that collect from them into one database are killed. */
final class KilledCollection implements AutoCloseable {
    private static final int KILLED = 128 + 9;
    private static final Duration DELAY = Duration.ofSeconds(60);
    private static final HttpFault SLOW = HttpFault.slow(2_000, Duration.ofMillis(25));

    private final ScaledClock clock = ScaledClock.beginningAt(CollectingHost.BEGIN);
    private final List<PlatformData> data =
            Platforms.generated(CollectingHost.ACCOUNTS, CollectingHost.CAMPAIGNS).stream()
                    .<PlatformData>map(each -> new DataAsOf(each, CollectingHost.BEGIN))
                    .toList();
    private final List<Arm> arms = Platforms.arms(data, CollectingHost.BEGIN);
    private final Platforms platforms = new Platforms(clock, data, trouble());
    private final TestDatabase database;
    private final List<String> where = new ArrayList<>();
    private Instant started = Instant.MIN;
    private final List<EarlyCall> early = new ArrayList<>();
    private int earlySeen;
    private int earlyAfterRestart;

    KilledCollection(Engine engine) {
        database = TestDatabases.withSchema(engine);
        servers().forEach(server -> server.faults().randomly(1, 1, call -> true, SLOW));
    }

    /** Slices of at most nine days at Google Ads and Meta, limits with told delays, and calls that fail in passing. */
    private Platforms.Trouble trouble() {
        return new Platforms.Trouble(
                google -> {
                    data.get(0)
                            .accounts()
                            .forEach(account -> google.tooMuch(
                                    account.id(), new TooMuch(9, 1_000, TooMuch.Answer.ERROR_WITHIN_STREAM)));
                    return google.limitAccount(new RateLimit(4, Duration.ofMinutes(1), DELAY))
                            .failRandomly(21, 0.02);
                },
                meta -> {
                    data.get(1).accounts().forEach(account -> meta.tooMuch(
                                    account.id(), 9L * CollectingHost.CAMPAIGNS, MetaOverload.TIMED_OUT)
                            .tooMuchForReports(account.id(), 9L * CollectingHost.CAMPAIGNS));
                    return meta.limitAccount(new RateLimit(6, Duration.ofMinutes(1), DELAY))
                            .reportsTake(Duration.ofSeconds(20))
                            .failRandomly(22, 0.02);
                },
                desk -> desk.reportsTake(Duration.ofSeconds(10), Duration.ofSeconds(40))
                        .failRandomly(23, 0.02));
    }

    private Stream<LoopbackServer> servers() {
        return Stream.of(
                platforms.google.server(),
                platforms.meta.server(),
                platforms.tradeDesk.server(),
                platforms.tradeDesk.storageServer());
    }

    private JobProcess start() throws InterruptedException {
        started = clock.instant();
        JobProcess host = JobProcess.start(
                CollectingHost.class, CollectingHost.arguments(database, clock, platforms.addresses()));
        host.awaitOutput(CollectingHost.COLLECTING);
        return host;
    }

    /** Lets a host collect for a while and kills it; notes what was there then, unless all was. */
    void killAfter(long millis) throws Exception {
        JobProcess host = start();
        host.killAfter(millis);
        int code = host.exitCode();
        assertThat(code).as(host::output).isIn(0, KILLED);
        countEarly();
        long complete = count("watermark");
        if (code == KILLED && complete < 3L * CollectingHost.ACCOUNTS) {
            where.add(millis + "ms:rows=" + count("metric") + ",accounts=" + complete);
        }
    }

    /** Lets a host collect until it ends by itself; how long that took, in milliseconds. */
    long finish() throws Exception {
        JobProcess host = start();
        long begin = System.nanoTime();
        assertThat(host.exitCode()).as(host::output).isZero();
        countEarly();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private long count(String table) throws Exception {
        return Long.parseLong(database.query("select count(*) from " + table).get(0));
    }

    /** A process knows only what it was told itself: what one that is dead was told counts for itself. */
    private void countEarly() {
        List<EarlyCall> all = platforms.early();
        for (EarlyCall call : all.subList(earlySeen, all.size())) {
            if (call.allowedAt().minus(DELAY).isBefore(started)) {
                earlyAfterRestart++;
            } else {
                early.add(call);
            }
        }
        earlySeen = all.size();
    }

    /** Requires that what is stored is what the platforms say. */
    void requireTruth() {
        try (Storage storage = database.storage().open()) {
            for (PlatformData each : data) {
                for (Account account : each.accounts()) {
                    DateRange days = days(account);
                    Map<String, Metrics> truth = Platforms.truth(each, account, days, CollectingHost.BEGIN);
                    assertThat(truth).isNotEmpty();
                    assertThat(difference(Platforms.stored(storage, arms, account, days), truth))
                            .as(account.key())
                            .isEmpty();
                }
            }
        }
        assertThat(platforms.meta.violations()).isEmpty();
        assertThat(platforms.tradeDesk.violations()).isEmpty();
        servers().forEach(server -> assertThat(server.errors()).isEmpty());
    }

    /** What differs, by day and entity, so that a failure can be read. */
    private static Map<String, String> difference(Map<String, Metrics> stored, Map<String, Metrics> truth) {
        Map<String, String> difference = new TreeMap<>();
        Stream.concat(stored.keySet().stream(), truth.keySet().stream())
                .filter(key -> !Objects.equals(stored.get(key), truth.get(key)))
                .forEach(key -> difference.put(key, "stored " + stored.get(key) + " of " + truth.get(key)));
        return difference;
    }

    private static DateRange days(Account account) {
        LocalDate last =
                CollectingHost.BEGIN.atZone(account.zone()).toLocalDate().minusDays(1);
        return new DateRange(last.minusDays(CollectingHost.HISTORY - 1L), last);
    }

    Collected collected() throws Exception {
        LocalDate last = LocalDate.ofInstant(CollectingHost.BEGIN, ZoneOffset.UTC);
        return Collected.in(
                database,
                arms,
                new DateRange(last.minusDays(2L * CollectingHost.HISTORY), last.plusDays(1)),
                clock.instant());
    }

    /** How often a host was killed before all was collected. */
    int kills() {
        return where.size();
    }

    /** What each of those kills met. */
    List<String> where() {
        return where;
    }

    /** Calls that came although the very process that sent them had been told to wait. */
    List<EarlyCall> earlyCalls() {
        return early;
    }

    /** Calls that came although a process that is dead had been told to wait. */
    int earlyAfterRestart() {
        return earlyAfterRestart;
    }

    /** Calls in the middle of which a host was killed. */
    long brokenCalls() {
        return servers().mapToLong(LoopbackServer::brokenConnections).sum();
    }

    long throttled() {
        return platforms.google.throttled() + platforms.meta.throttled() + platforms.tradeDesk.throttled();
    }

    @Override
    public void close() {
        platforms.close();
    }
}
