package io.banditpipeline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import io.banditpipeline.testkit.source.RecordingSink;
import io.banditpipeline.testkit.source.ScriptedSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A faulty source delivers the clean rows but for its faults, and keeps the contract of sources without one. */
class FaultySourceTest extends MetricsSourceContract {
    private static final LocalDate DAY = LocalDate.of(2025, 4, 5);
    private static final Instant MORNING_AFTER = Instant.parse("2025-04-08T09:00:00Z");

    private final SyntheticMarket market =
            SyntheticMarket.builder().seed(7).arms(24).build();
    private final ManualClock clock = new ManualClock(MORNING_AFTER);
    private final MetricsSource clean = market.source("meta", clock);
    private final Account account = clean.accounts().get(0);
    private final FaultySource faulty = new FaultySource(clean, clock, 3);

    @Override
    protected MetricsSource source() {
        return new FaultySource(clean, clock, 3);
    }

    @Override
    protected Slice slice() {
        return slice(account, Granularity.DAY);
    }

    @Test
    void only_the_days_accounts_and_entities_of_the_site_are_hit() {
        EntityRef hit = market.arms().stream()
                .filter(arm -> arm.account().equals(account))
                .findFirst()
                .map(Arm::entities)
                .orElseThrow()
                .get(0);
        faulty.plant(Fault.botClicks(10), FaultSite.on(DAY).of(account).of(hit));
        List<Observation> before = rows(clean, slice());
        List<Observation> after = rows(faulty, slice());

        assertThat(after).hasSameSizeAs(before);
        for (Observation row : before) {
            boolean isHit = row.entity().equals(hit) && row.interval().day().equals(DAY);
            assertThat(after.contains(row)).as("%s", row).isEqualTo(!isHit);
        }
        Slice ofOther = slice(clean.accounts().get(1), Granularity.DAY);
        assertThat(rows(faulty, ofOther)).isEqualTo(rows(clean, ofOther));
        Slice later = slice(account, Granularity.DAY, new DateRange(DAY.plusDays(1), DAY.plusDays(2)));
        assertThat(rows(faulty, later)).isEqualTo(rows(clean, later));
    }

    @Test
    void the_truth_names_what_was_changed_and_nothing_before_it_was_fetched() {
        faulty.plant(Fault.deadTracking(), FaultSite.from(DAY).of(account));
        assertThat(faulty.planted().get(0).affected()).isEmpty();
        assertThat(faulty.planted().get(0).firstAffectedDay()).isEmpty();

        rows(faulty, slice());

        PlantedFault truth = faulty.planted().get(0);
        assertThat(truth.fault().name()).isEqualTo("dead tracking");
        assertThat(truth.firstAffectedDay()).hasValue(DAY);
        assertThat(truth.affected()).allSatisfy(affected -> {
            assertThat(affected.account()).isEqualTo(account);
            assertThat(affected.day()).isAfterOrEqualTo(DAY);
        });
        assertThat(truth.affected())
                .isSortedAccordingTo(PlantedFault.Affected.ORDER)
                .hasSize(8);
    }

    @Test
    void a_fault_that_finds_nothing_to_change_has_affected_nothing() {
        faulty.plant(Fault.missingRows(), FaultSite.on(DAY).of(new EntityRef(Level.CAMPAIGN, "nobody")));
        assertThat(rows(faulty, slice())).isEqualTo(rows(clean, slice()));
        assertThat(faulty.planted().get(0).affected()).isEmpty();
    }

    @Test
    void a_fault_shows_only_in_fetches_of_its_time() {
        faulty.plant(
                Fault.lateRestatement(1.5),
                FaultSite.on(DAY)
                        .seenFrom(MORNING_AFTER.plus(Duration.ofDays(1)))
                        .seenUntil(MORNING_AFTER.plus(Duration.ofDays(2))));
        assertThat(rows(faulty, slice())).isEqualTo(rows(clean, slice()));
        clock.advance(Duration.ofDays(1));
        assertThat(rows(faulty, slice())).isNotEqualTo(rows(clean, slice()));
        clock.advance(Duration.ofDays(1));
        assertThat(rows(faulty, slice())).isEqualTo(rows(clean, slice()));
    }

    @Test
    void the_lot_hits_about_its_share_the_same_in_every_fetch_and_another_with_another_seed() {
        FaultSite some = FaultSite.from(DAY.minusDays(60)).share(0.3);
        Slice long60 = slice(account, Granularity.HOUR, new DateRange(DAY.minusDays(30), DAY));
        List<Observation> all = rows(clean, long60);
        List<Observation> once = rows(new FaultySource(clean, clock, 3).plant(Fault.missingRows(), some), long60);
        List<Observation> again = rows(new FaultySource(clean, clock, 3).plant(Fault.missingRows(), some), long60);
        List<Observation> other = rows(new FaultySource(clean, clock, 4).plant(Fault.missingRows(), some), long60);

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
        assertThat(all.size() - once.size()).isBetween((int) (0.27 * all.size()), (int) (0.33 * all.size()));

        Slice lastDay = slice(account, Granularity.HOUR, DateRange.of(DAY));
        assertThat(rows(new FaultySource(clean, clock, 3).plant(Fault.missingRows(), some), lastDay))
                .isEqualTo(once.stream()
                        .filter(row -> row.interval().day().equals(DAY))
                        .toList());
    }

    @Test
    void of_two_faults_on_the_same_rows_the_one_planted_first_acts_first() {
        faulty.plant(Fault.unitMistake(100), FaultSite.on(DAY))
                .plant(
                        Fault.each(
                                "cap",
                                row -> RowEdit.withMetrics(row, row.metrics().with(Metric.COST, 5))),
                        FaultSite.on(DAY));
        assertThat(rows(faulty, slice(account, Granularity.DAY, DateRange.of(DAY))))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.metrics().costMicros()).isEqualTo(5));
        assertThat(faulty.planted()).extracting(truth -> truth.fault().name()).containsExactly("unit mistake", "cap");
    }

    @Test
    void what_the_other_source_rejects_is_passed_on_R8() {
        ScriptedSource scripted = new ScriptedSource("meta", clock, account)
                .putUnreadable(account, DAY, new RejectedRow("w", "r", List.of(reason())));
        FaultySource source = new FaultySource(scripted, clock, 1).plant(Fault.duplicatedRows(), FaultSite.on(DAY));
        assertThat(RecordingSink.fetch(source, slice()).rejected()).hasSize(1);
    }

    @Test
    void a_fault_made_from_hours_is_refused_where_there_are_none() {
        FaultySource source = new FaultySource(new ScriptedSource("s", clock, account), clock, 1);
        assertThatThrownBy(() -> source.plant(Fault.shiftedZone(3), FaultSite.on(DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shifted zone (3 h late) is made from hourly rows")
                .hasMessageContaining("source s");
    }

    @Test
    void values_out_of_range_are_refused() {
        assertThatThrownBy(() -> FaultSite.on(DAY).share(0)).hasMessageContaining("share");
        assertThatThrownBy(() -> FaultSite.on(DAY).share(Double.NaN)).hasMessageContaining("share");
        assertThatThrownBy(() -> Fault.unitMistake(0)).hasMessageContaining("factor");
        assertThatThrownBy(() -> Fault.unitMistake(Double.POSITIVE_INFINITY)).hasMessageContaining("factor");
        assertThatThrownBy(() -> Fault.shiftedZone(0)).hasMessageContaining("hoursLate");
        assertThatThrownBy(() -> Fault.shiftedIntervals(27)).hasMessageContaining("hoursLate");
        assertThatThrownBy(() -> Fault.missingHours(20, 5)).hasMessageContaining("within the day");
        assertThatThrownBy(() -> Fault.scaled("nothing", 2)).hasMessageContaining("quantities");
    }

    private static RejectedRow.Reason reason() {
        return new RejectedRow.Reason("rule", "", "", "text");
    }

    private Slice slice(Account of, Granularity granularity) {
        return slice(of, granularity, new DateRange(DAY.minusDays(1), DAY.plusDays(1)));
    }

    private static Slice slice(Account of, Granularity granularity, DateRange days) {
        return new Slice("meta", of, Level.CAMPAIGN, granularity, days);
    }

    private static List<Observation> rows(MetricsSource source, Slice slice) {
        return RecordingSink.fetch(source, slice).rows();
    }
}
