package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.fault.BadRow;
import io.banditpipeline.testkit.fault.Fault;
import io.banditpipeline.testkit.fault.FaultSite;
import io.banditpipeline.testkit.fault.FaultySource;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of held rows whose quarantine is deleted behind the pipeline's back: nothing is lost or counted twice.
 */
class DeletedQuarantineTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate BAD_DAY = FIRST_DAY.plusDays(11);

    @TempDir
    private Path folder;

    private final SyntheticMarket market =
            SyntheticMarket.builder().seed(3).firstDay(FIRST_DAY).days(60).build();
    private final ManualClock clock = ManualClock.at("2026-01-17T12:00:00Z");

    @Test
    void deleting_the_quarantine_and_collecting_again_holds_the_rows_again_and_loses_none_R1_R8() throws SQLException {
        TestDatabase clean = database("clean.sqlite");
        TestDatabase faulty = database("faulty.sqlite");
        run(clean, false);
        run(faulty, true);
        List<String> held = held(faulty);
        assertThat(held).hasSize(4);

        faulty.execute("DELETE FROM quarantine_event", "DELETE FROM quarantine_reason", "DELETE FROM quarantine");
        assertThat(held(faulty)).isEmpty();
        RunReport again = run(faulty, true);
        assertThat(held(faulty)).containsExactlyInAnyOrderElementsOf(held);
        assertThat(again.steps())
                .extracting(StepReport::counts)
                .allSatisfy(counts -> assertThat(counts.addsUp()).isTrue())
                .extracting(counts -> counts.stored() + counts.removed())
                .containsOnly(0L);

        correct(faulty);
        assertThat(facts(faulty)).isEqualTo(facts(clean));
    }

    @Test
    void deleting_the_quarantine_after_a_correction_keeps_the_correction_until_it_is_decided_again_R1_R8()
            throws SQLException {
        TestDatabase clean = database("clean.sqlite");
        TestDatabase faulty = database("faulty.sqlite");
        run(clean, false);
        run(faulty, true);
        correct(faulty);

        faulty.execute("DELETE FROM quarantine_event", "DELETE FROM quarantine_reason", "DELETE FROM quarantine");
        clock.advance(Duration.ofMinutes(1));
        run(faulty, true);
        assertThat(held(faulty)).as("nobody remembers that it was decided").hasSize(4);
        assertThat(facts(faulty)).as("what was corrected still counts").isEqualTo(facts(clean));

        clock.advance(Duration.ofMinutes(1));
        correct(faulty);
        run(faulty, true);
        assertThat(held(faulty)).isEmpty();
        assertThat(facts(faulty)).isEqualTo(facts(clean));
    }

    private TestDatabase database(String file) {
        return new TestDatabase(Engine.SQLITE, "jdbc:sqlite:" + folder.resolve(file), "");
    }

    private RunReport run(TestDatabase database, boolean withFaults) {
        try (Storage storage = database.storage().open();
                Pipeline pipeline = pipeline(storage, withFaults)) {
            return pipeline.runDaily();
        }
    }

    /** Corrects each held row: the sign was wrong. */
    private void correct(TestDatabase database) {
        try (Storage storage = database.storage().open();
                Pipeline pipeline = pipeline(storage, true)) {
            int corrected = pipeline.quarantine()
                    .correctAll(held -> true, DeletedQuarantineTest::positive, "ann", "the sign was wrong");
            assertThat(corrected).isEqualTo(4);
        }
    }

    private static Observation positive(Observation row) {
        return new Observation(
                row.entity(),
                row.interval(),
                row.observedAt(),
                row.origin(),
                row.metrics().with(Metric.COST, -row.metrics().costMicros()),
                row.currency(),
                row.attribution());
    }

    private Pipeline pipeline(Storage storage, boolean withFaults) {
        var builder = Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .plan(market.campaign(), market.arms())
                .alertTo(alert -> {})
                .convertWith(market.exchangeRates());
        for (String platform : market.platforms()) {
            MetricsSource source = market.source(platform, clock);
            builder.collectFrom(
                    withFaults && platform.equals("meta")
                            ? new FaultySource(source, clock, 1)
                                    .plant(Fault.badRow(BadRow.NEGATIVE_COST), FaultSite.on(BAD_DAY))
                            : source);
        }
        return builder.build();
    }

    private static List<String> held(TestDatabase database) {
        List<String> held = new ArrayList<>();
        try (Storage storage = database.storage().open()) {
            storage.quarantine()
                    .held(
                            Set.of(HeldRow.State.HELD),
                            row -> held.add(row.id() + " "
                                    + row.row().reasons().stream()
                                            .map(RejectedRow.Reason::rule)
                                            .toList()));
        }
        return held;
    }

    private List<String> facts(TestDatabase database) {
        List<String> facts = new ArrayList<>();
        try (Storage storage = database.storage().open()) {
            storage.metrics()
                    .dailyFacts(new FactQuery(market.campaign().id(), market.days(), Instant.MAX))
                    .forEach((DailyFact fact) -> facts.add(fact.armId() + " " + fact.day() + " " + fact.metrics()));
        }
        return facts;
    }
}
