package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.Outage;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.RateLimit;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * R1, R2, R3, R7, R8: the connectors collect every day for a year what platforms restate, take back, throttle and fail
 * to answer, and what is stored in the end is what the platforms say, got by hardly more calls than there must be.
 *
 * <p>{@code -Dplatform-year.days} sets how long the year is.
 */
@Tag("slow")
class PlatformYearTest {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformYearTest.class);
    private static final Instant BEGIN = Instant.parse("2026-01-05T16:00:00Z");
    private static final int DAYS = Integer.getInteger("platform-year.days", 120);
    private static final int ACCOUNTS = 4;
    private static final int HISTORY = 40;
    private static final int MOST_TRIES = 20;

    @Test
    void what_is_stored_after_a_year_is_what_the_platforms_say() {
        ManualClock clock = new ManualClock(BEGIN);
        try (Platforms platforms = new Platforms(clock, ACCOUNTS, 6, trouble());
                InMemoryStorage storage = new InMemoryStorage()) {
            List<Arm> arms = platforms.arms(BEGIN);
            long[] runs = {0};
            try (Pipeline pipeline = pipeline(storage, platforms.sources(clock), arms, clock)) {
                for (int day = 0; day < DAYS; day++) {
                    clock.set(BEGIN.plus(Duration.ofDays(day)));
                    runs[0] += collect(pipeline, clock);
                }
            }
            requireTruth(platforms, storage, arms, clock.instant());
            long minimal = minimalCalls(DAYS);
            LOG.info(
                    "days={} runs={} calls={} minimal={} ratio={} throttled={} failed={}",
                    DAYS,
                    runs[0],
                    platforms.received(),
                    minimal,
                    platforms.received() / (double) minimal,
                    platforms.google.throttled() + platforms.meta.throttled() + platforms.tradeDesk.throttled(),
                    platforms.google.failedOnPurpose()
                            + platforms.meta.failedOnPurpose()
                            + platforms.tradeDesk.failedOnPurpose());
            LOG.info(
                    "google={} meta={} tradeDesk={}",
                    platforms.google.calls(),
                    platforms.meta.calls(),
                    platforms.tradeDesk.calls());
            assertThat(platforms.early()).isEmpty();
            assertThat(platforms.meta.violations()).isEmpty();
            assertThat(platforms.tradeDesk.violations()).isEmpty();
            assertThat(platforms.google.throttled()).isPositive();
            assertThat(platforms.meta.throttled() + platforms.tradeDesk.throttled())
                    .isPositive();
            assertThat(platforms.received()).isLessThan(minimal * 12 / 10);
        }
    }

    /** Runs until all of a day is collected, as a scheduler would; how often. */
    private static int collect(Pipeline pipeline, ManualClock clock) {
        RunReport report = pipeline.runDaily();
        int runs = 1;
        while (!isCollected(report)) {
            assertThat(runs).as(() -> "tries of " + clock.instant()).isLessThan(MOST_TRIES);
            clock.advance(Duration.ofMinutes(15));
            report = pipeline.runs().rerun(report.runId());
            runs++;
        }
        return runs;
    }

    private static boolean isCollected(RunReport report) {
        return report.steps().stream()
                .filter(step ->
                        step.name().startsWith("collect ") || step.name().equals("prepare"))
                .allMatch(step -> step.state().isGood());
    }

    private static void requireTruth(Platforms platforms, InMemoryStorage storage, List<Arm> arms, Instant now) {
        for (PlatformData data : platforms.data()) {
            for (Account account : data.accounts()) {
                LocalDate last = now.atZone(account.zone()).toLocalDate().minusDays(1);
                DateRange days = new DateRange(last.minusDays(DAYS + HISTORY - 2L), last);
                assertThat(Platforms.stored(storage, arms, account, days))
                        .as(account.key())
                        .isNotEmpty()
                        .isEqualTo(Platforms.truth(data, account, days, now));
            }
        }
    }

    /**
     * The calls of a client that knows when platforms are away, when reports are ready, and what has no need to be
     * asked: for each day and platform a token where it lives for less than a day, and the list of accounts; for each
     * day and account the lookback of Google Ads and one report, which takes four calls at The Trade Desk.
     */
    private static long minimalCalls(int days) {
        long google = 1 + 1 + 2L * ACCOUNTS;
        long meta = 1 + ACCOUNTS;
        long tradeDesk = 1 + 1 + 4L * ACCOUNTS;
        return days * (google + meta + tradeDesk) + 1;
    }

    private static Platforms.Trouble trouble() {
        Instant outage = BEGIN.plus(Duration.ofDays(17));
        return new Platforms.Trouble(
                google -> google.limitProject(new RateLimit(10, Duration.ofMinutes(1), Duration.ofSeconds(45)))
                        .outage(outage, outage.plus(Duration.ofMinutes(40)), Outage.Kind.UNAVAILABLE)
                        .failRandomly(11, 0.01),
                meta -> meta.limitAccount(new RateLimit(60, Duration.ofMinutes(10), Duration.ZERO))
                        .outage(outage, outage.plus(Duration.ofMinutes(90)), Outage.Kind.RESET)
                        .failRandomly(12, 0.02),
                desk -> desk.limitEndpoint(new RateLimit(3, Duration.ofSeconds(30), Duration.ZERO))
                        .outage(
                                outage.plus(Duration.ofDays(9)),
                                outage.plus(Duration.ofDays(9)).plus(Duration.ofMinutes(30)),
                                Outage.Kind.INTERNAL_ERROR)
                        .failRandomly(13, 0.01));
    }

    private static Pipeline pipeline(
            InMemoryStorage storage, List<MetricsSource> sources, List<Arm> arms, ManualClock clock) {
        var builder = Pipeline.builder()
                .storeIn(storage)
                .plan(Platforms.CAMPAIGN, arms)
                .clock(clock)
                .parallelism(1) // side by side, calls that were sent before a delay was told would look early
                .historyDays(HISTORY);
        sources.forEach(builder::collectFrom);
        return builder.build();
    }
}
