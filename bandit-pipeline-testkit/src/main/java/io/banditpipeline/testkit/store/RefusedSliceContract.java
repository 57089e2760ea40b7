package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.HeldRow.State;
import io.banditpipeline.store.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slices that are refused as a whole, and what is kept of rejected rows (R7, R8, R15). */
abstract class RefusedSliceContract extends ResolutionContract {
    /** If this fails, check that holding a slice touches quarantine and nothing else. */
    @Test
    void required_a_refused_slice_leaves_metrics_and_watermark_as_they_were_R7() {
        saveCatalog();
        Observation parked = row(META, "stranger", DAY, T0, metrics(3));
        replace(Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(2)))
                .withParked(parked));
        List<Watermark> watermarks = storage().metrics().watermarks();
        List<Revision> revisions = revisions("arm-1");

        List<RejectedRow> rows = List.of(readable("x", e1(T1, 9)), readable("y", e1(T1, 8)), readable("x", e1(T1, 9)));
        assertThat(quarantine().hold(daySlice(), T1, rows)).isEqualTo(3);
        List<HeldRow> held = held();
        assertThat(held).extracting(HeldRow::occurrences).containsExactlyInAnyOrder(2L, 1L);
        assertThat(quarantine().hold(daySlice(), T1, rows)).isEqualTo(3);
        assertThat(held()).isEqualTo(held);
        assertThat(quarantine().events(held.get(0).id())).hasSize(1);

        assertThat(revisions("arm-1")).isEqualTo(revisions);
        assertThat(now("arm-2")).isEqualTo(metrics(2));
        assertThat(parked(META)).containsExactly(parked);
        assertThat(storage().metrics().watermarks()).isEqualTo(watermarks);
    }

    /** If this fails, check that the rows are read in pieces, and that chunks agree on what was counted. */
    @Test
    void required_a_large_refused_slice_is_held_whole_R15() {
        saveCatalog();
        Iterable<RejectedRow> rows = () -> IntStream.range(0, 100_000)
                .mapToObj(i -> rejected("line " + i, "row " + i % 99_000, "csv.number"))
                .iterator();
        assertThat(quarantine().hold(daySlice(), T0, rows)).isEqualTo(100_000);
        AtomicLong count = new AtomicLong();
        AtomicLong repeated = new AtomicLong();
        quarantine().held(EnumSet.of(State.HELD), row -> {
            count.incrementAndGet();
            repeated.addAndGet(row.occurrences() - 1);
        });
        assertThat(count).hasValue(99_000);
        assertThat(repeated).hasValue(1_000);
        HeldRow repeatedRow =
                quarantine().held(HeldRow.id("source", META.key(), "row 500")).orElseThrow();
        assertThat(repeatedRow.row().where()).as("where it stood first").isEqualTo("line 500");
    }

    /** If this fails, check that superseding works across chunks too. */
    @Test
    void required_a_large_refused_slice_is_superseded_whole_R15() {
        saveCatalog();
        quarantine().hold(daySlice(), T0, () -> IntStream.range(0, 1_700)
                .mapToObj(i -> rejected("w", "row " + i, "r"))
                .iterator());
        replace(Fetched.of(daySlice(), T1).withRejected(rejected("w", "row 7", "r")));
        assertThat(held()).filteredOn(row -> row.state() == State.HELD).hasSize(1);
        assertThat(held())
                .filteredOn(row -> row.state() == State.SUPERSEDED)
                .hasSize(1_699)
                .allSatisfy(row -> assertThat(row.occurrences()).isEqualTo(1));
        assertThat(quarantine().events(HeldRow.id("source", META.key(), "row 8")))
                .hasSize(2);
    }

    /** If this fails, check that reading the rows happens inside the transaction, and that its failure rolls back. */
    @Test
    void required_nothing_is_held_if_the_rows_break_off_half_way_R14() {
        saveCatalog();
        quarantine().hold(daySlice(), T0, List.of(rejected("w", "kept", "r")));
        List<HeldRow> before = held();
        IllegalStateException broken = new IllegalStateException("the rows broke off");
        Stream<RejectedRow> some = IntStream.range(0, 1_200).mapToObj(i -> rejected("w", "row " + i, "r"));
        List<RejectedRow> first = some.toList();
        assertThatThrownBy(() -> quarantine().hold(daySlice(), T1, () -> breakingOff(first.stream(), broken)))
                .satisfies(thrown -> assertThat(causes(thrown)).contains(broken));
        assertThat(held()).isEqualTo(before);
        assertThat(quarantine().events(before.get(0).id())).hasSize(1);
    }

    /** If this fails, check that every field of a readable row has a column that can hold it. */
    @Test
    void required_the_observation_of_a_rejected_row_is_kept_as_it_came_R8() {
        saveCatalog();
        Instant odd = Instant.parse("2026-02-10T03:04:05.000006Z");
        Observation strange = new Observation(
                new EntityRef(Level.AD, "a\uD83C\uDF37\u0000"),
                new Interval(Granularity.HOUR, odd, odd.plusSeconds(7), LocalDate.of(2031, 1, 2)),
                T0.plusNanos(1_000),
                Origin.PUSHED,
                new Metrics(-1, Long.MAX_VALUE, Metrics.ABSENT, -7_000_001, 0),
                Currency.getInstance("KWD"),
                new Attribution(Attribution.Basis.CONVERSION_DATE, "s".repeat(500) + "\u0000"));
        Observation nothing = e1(T0, 0);
        for (Metric metric : Metric.values()) {
            nothing = new Observation(
                    nothing.entity(),
                    nothing.interval(),
                    nothing.observedAt(),
                    nothing.origin(),
                    nothing.metrics().with(metric, Metrics.ABSENT),
                    nothing.currency(),
                    nothing.attribution());
        }
        List<RejectedRow> rows = List.of(readable("strange", strange), readable("nothing", nothing));
        quarantine().hold(daySlice(), T0, rows);
        assertThat(another().quarantine().held(HeldRow.id("source", META.key(), "strange")))
                .hasValueSatisfying(row -> assertThat(row.row()).isEqualTo(rows.get(0)));
        assertThat(held()).extracting(HeldRow::row).containsExactlyInAnyOrderElementsOf(rows);
    }

    /** If this fails, check that a row that speaks of no possible time is held without its observation. */
    @Test
    void required_a_row_of_an_impossible_time_is_held_nevertheless_R8() {
        saveCatalog();
        LocalDate far = LocalDate.of(123_456, 1, 1);
        Observation impossible = row(META, "e1", far, T0, metrics(1));
        Observation early = pulled(META, "e1", new Interval(Granularity.DAY, Instant.MIN, T0, DAY), T0, metrics(1));
        quarantine().hold(daySlice(), T0, List.of(readable("far", impossible), readable("early", early)));
        assertThat(held()).hasSize(2).allSatisfy(row -> assertThat(row.row().observation())
                .isNull());
        assertThat(far.atStartOfDay(ZoneOffset.UTC).toInstant()).isAfter(T0);
    }

    /** If this fails, check that a readable row lies on its own day, so that a fetch of that day decides on it. */
    @Test
    void required_a_readable_row_is_superseded_by_a_fetch_of_its_day_R8() {
        saveCatalog();
        Slice week = slice(META, Granularity.DAY, DAY, DAY.plusDays(6));
        RejectedRow unreadable = rejected("w", "unreadable", "r");
        RejectedRow elsewhere = readable("elsewhere", row(META, "e1", DAY.minusDays(9), T0, metrics(1)));
        quarantine().hold(week, T0, List.of(readable("of the day", e1(T0, 1)), unreadable, elsewhere));
        replace(Fetched.of(slice(META, Granularity.DAY, DAY.plusDays(1), DAY.plusDays(6)), T1));
        assertThat(held()).extracting(HeldRow::state).containsOnly(State.HELD);
        replace(Fetched.of(daySlice(), T2));
        assertThat(held())
                .filteredOn(row -> row.state() == State.SUPERSEDED)
                .extracting(row -> row.row().raw())
                .containsExactly("of the day");
        replace(Fetched.of(week, T3));
        assertThat(held()).extracting(HeldRow::state).containsOnly(State.SUPERSEDED);
    }

    /** If this fails, check that a row is known by its text: the reasons are those of the latest fetch. */
    @Test
    void required_the_reasons_are_those_of_the_latest_fetch() {
        saveCatalog();
        quarantine().hold(daySlice(), T0, List.of(readable("x", e1(T0, 1), "rule.one", "rule.two")));
        quarantine().hold(daySlice(), T1, List.of(rejected("elsewhere", "x", "rule.three")));
        HeldRow row = held().get(0);
        assertThat(held()).hasSize(1);
        assertThat(row.row()).isEqualTo(rejected("elsewhere", "x", "rule.three"));
        assertThat(row.seenAt().minus(Duration.ofHours(1))).isEqualTo(row.heldAt());
        assertThat(quarantine().events(row.id())).hasSize(1);
    }
}
