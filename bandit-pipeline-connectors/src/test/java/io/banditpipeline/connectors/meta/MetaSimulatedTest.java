package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.MetaOverload;
import io.banditpipeline.testkit.platform.MetaSimulator;
import io.banditpipeline.testkit.platform.MetaSimulatorBuilder;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The source against the simulated platform: what is fetched is what the platform knows. */
class MetaSimulatedTest {
    private static final int MOST_ATTEMPTS = 5;

    private static final Secret TOKEN = Secret.of("EAAB-pl4nted-token");
    private static final Secret APP_SECRET = Secret.of("pl4nted-app-secret");

    private final ManualClock clock = ManualClock.at("2026-11-10T15:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta")
            .accounts(2)
            .zones(ZoneId.of("America/New_York"))
            .currencies(Currency.getInstance("EUR"))
            .build();
    private final Account account = data.accounts().get(0);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private MetaSimulatorBuilder simulator() {
        return MetaSimulator.builder(data, clock).credentials(TOKEN, APP_SECRET).exactWindow("value");
    }

    private MetaAds sourceOf(MetaSimulator simulator, Level level) {
        MetaAds source = MetaAds.builder()
                .accessToken(TOKEN)
                .appSecret(APP_SECRET)
                .baseUri(simulator.uri())
                .level(level)
                .clock(clock)
                .waiter(clock)
                .build();
        open.add(source);
        open.add(simulator);
        return source;
    }

    private Slice slice(Level level, Granularity granularity, String first, String last) {
        return new Slice(
                "meta", account, level, granularity, new DateRange(LocalDate.parse(first), LocalDate.parse(last)));
    }

    /** Begins again, as the engine does, when an answer broke off after its beginning was read. */
    private static RecordingSink fetchAgain(MetricsSource source, Slice slice) {
        for (int attempt = 1; ; attempt++) {
            try {
                return RecordingSink.fetch(source, slice);
            } catch (SourceException failure) {
                if (failure.kind() != Kind.RESTART || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    /** What is fetched and what the platform knows are one, hour by hour and micro by micro. */
    private void assertTruth(MetaAds source, Slice slice) {
        RecordingSink sink = fetchAgain(source, slice);
        Map<String, Metrics> fetched = new HashMap<>();
        sink.rows().forEach(row -> assertThat(fetched.put(row.entity() + " " + row.interval(), row.metrics()))
                .as("%s comes once", row)
                .isNull());
        Map<String, Metrics> truth = new HashMap<>();
        data.rows(account, slice.level(), slice.granularity(), slice.days(), clock.instant())
                .forEach(row -> truth.merge(
                        key(row.entity(), row.interval().start(), row.interval().toString(), slice),
                        row.metrics(),
                        Metrics::plus));
        assertThat(truth).isNotEmpty();
        assertThat(fetched).isEqualTo(truth);
        assertThat(sink.rejected()).isEmpty();
    }

    /** The hour that the clock shows twice is told as one, which is kept as the first of the two. */
    private String key(EntityRef entity, Instant start, String interval, Slice slice) {
        ZonedDateTime local = start.atZone(account.zone());
        return slice.granularity() == Granularity.HOUR
                        && !local.withEarlierOffsetAtOverlap().equals(local)
                ? entity + " "
                        + Interval.ofHour(local.withEarlierOffsetAtOverlap().toInstant(), account.zone())
                : entity + " " + interval;
    }

    @Nested
    class ByDay extends MetricsSourceContract {
        private final MetaSimulator simulator = simulator().start();
        private final MetaAds source = sourceOf(simulator, Level.AD);

        @Override
        protected MetaAds source() {
            return source;
        }

        @Override
        protected Slice slice() {
            return MetaSimulatedTest.this.slice(Level.AD, Granularity.DAY, "2026-10-30", "2026-11-05");
        }
    }

    @Nested
    class ByHour extends MetricsSourceContract {
        private final MetaSimulator simulator = simulator().start();
        private final MetaAds source = sourceOf(simulator, Level.CAMPAIGN);

        @Override
        protected MetaAds source() {
            return source;
        }

        @Override
        protected Slice slice() {
            return MetaSimulatedTest.this.slice(Level.CAMPAIGN, Granularity.HOUR, "2026-10-31", "2026-11-02");
        }
    }

    @Test
    void days_and_hours_of_every_level_are_the_truth_over_turned_clocks() {
        MetaSimulator simulator = simulator().start();
        for (Level level : List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD)) {
            MetaAds source = sourceOf(simulator, level);
            assertTruth(source, slice(level, Granularity.DAY, "2026-10-20", "2026-11-10"));
            assertTruth(source, slice(level, Granularity.HOUR, "2026-10-31", "2026-11-02"));
            assertTruth(source, slice(level, Granularity.HOUR, "2026-03-07", "2026-03-09"));
        }
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void accounts_and_objects_are_those_of_the_platform() {
        MetaAds source = sourceOf(simulator().start(), Level.AD);
        assertThat(source.accounts()).containsExactlyInAnyOrderElementsOf(data.accounts());
        assertThat(source.entities(account))
                .extracting(entity -> entity.ref() + " " + entity.parent())
                .containsExactlyInAnyOrderElementsOf(data.entities(account, clock.instant()).stream()
                        .map(entity -> entity.ref() + " " + entity.parent())
                        .toList());
    }

    @Test
    void an_account_whose_permission_was_revoked_fails_by_itself() {
        MetaSimulator simulator = simulator().start();
        Account other = data.accounts().get(1);
        simulator.forbid(account.id(), 200);
        try (MetaAds source = MetaAds.builder()
                .accessToken(TOKEN)
                .appSecret(APP_SECRET)
                .baseUri(simulator.uri())
                .accounts(account.id(), other.id())
                .clock(clock)
                .waiter(clock)
                .build()) {
            open.add(simulator);
            assertThat(source.listAccounts().accounts()).containsExactly(other);
            assertThat(source.listAccounts().failed()).singleElement().satisfies(failed -> {
                assertThat(failed.key()).isEqualTo(account.key());
                assertThat(failed.failure().kind()).isEqualTo(Kind.PERMISSION);
            });
        }
    }

    @Test
    void what_takes_too_long_comes_as_a_report_and_what_is_too_much_in_pieces() {
        MetaSimulator reporting = simulator()
                .tooMuch(account.id(), 20, MetaOverload.TIMED_OUT)
                .maxRowsPerPage(60)
                .start();
        assertTruth(sourceOf(reporting, Level.AD), slice(Level.AD, Granularity.DAY, "2026-11-01", "2026-11-05"));
        assertThat(reporting.violations()).isEmpty();

        MetaSimulator refusing =
                simulator().tooMuch(account.id(), 2, MetaOverload.TOO_MUCH_DATA).start();
        MetaAds source = sourceOf(refusing, Level.AD);
        assertThatThrownBy(
                        () -> RecordingSink.fetch(source, slice(Level.AD, Granularity.DAY, "2026-11-01", "2026-11-05")))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SPLIT));
        assertTruth(source, slice(Level.AD, Granularity.DAY, "2026-11-05", "2026-11-05"));
        assertThat(refusing.violations()).isEmpty();
    }

    @Test
    void an_ad_that_meta_cannot_report_on_costs_its_own_rows_at_most_R8() {
        Slice day = slice(Level.AD, Granularity.DAY, "2026-11-05", "2026-11-05");
        String ad = data.rows(account, Level.AD, Granularity.DAY, day.days(), clock.instant())
                .get(0)
                .entity()
                .id();
        for (MetaSimulatorBuilder broken :
                List.of(simulator().unreportable(ad), simulator().unreportable(ad, "action_values"))) {
            assertOthersAreTheTruth(sourceOf(broken.start(), Level.AD), day, ad);
        }
    }

    private void assertOthersAreTheTruth(MetaAds source, Slice day, String ad) {
        RecordingSink sink = RecordingSink.fetch(source, day);
        assertThat(MetaFetchTest.rules(sink)).containsExactly("meta.unreportable");
        assertThat(sink.rejected().get(0).raw()).contains(ad);
        assertThat(sink.rows())
                .hasSize(data.rows(account, Level.AD, Granularity.DAY, day.days(), clock.instant())
                                .size()
                        - 1)
                .noneMatch(row -> row.entity().id().equals(ad));
    }

    /** Days that do not change any more, for waiting moves the clock between one page and the next. */
    @Test
    void passing_trouble_changes_nothing_of_what_is_fetched_R1() {
        MetaSimulator simulator =
                simulator().failRandomly(7, 0.1).maxRowsPerPage(30).start();
        MetaAds source = sourceOf(simulator, Level.AD);
        assertTruth(source, slice(Level.AD, Granularity.DAY, "2026-08-20", "2026-09-10"));
        assertThat(simulator.failedOnPurpose()).isPositive();
    }

    @Test
    void no_secret_is_in_an_address_an_exception_or_the_log_of_calls_R11() {
        MetaSimulator simulator = simulator().start();
        MetaAds source = sourceOf(simulator, Level.CAMPAIGN);
        List<ApiCall> calls = Collections.synchronizedList(new ArrayList<>());
        source.attach(calls::add);
        source.accounts();
        simulator.expireToken();
        String proof = AppSecretProof.of(APP_SECRET, TOKEN).reveal();
        assertThatThrownBy(() ->
                        RecordingSink.fetch(source, slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-01", "2026-11-05")))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION))
                .satisfies(failure ->
                        assertThat(failure + " " + failure.getCause()).doesNotContain("pl4nted", proof));
        assertThat(calls).extracting(ApiCall::endpoint).contains("GET me/adaccounts", "GET act_{id}/insights");
        assertThat(calls.toString()).doesNotContain("pl4nted", proof);
        assertThat(simulator.violations()).as("a token in an address is one").isEmpty();
    }

    @Test
    void an_account_that_may_not_be_read_fails_and_is_not_empty() {
        MetaSimulator simulator = simulator().start();
        simulator.forbid(account.id(), 200);
        assertThatThrownBy(() -> RecordingSink.fetch(
                        sourceOf(simulator, Level.CAMPAIGN),
                        slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-01", "2026-11-05")))
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.PERMISSION));
    }
}
