package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is complete before, a plan leaves no hole in what is complete, and asks for no day twice (R7). */
class CollectionPlanPropertiesTest {
    /** Turns its clock at midnight: some days there begin at 1:00. */
    private static final Account ACCOUNT =
            new Account("meta", "1", ZoneId.of("America/Asuncion"), Currency.getInstance("EUR"));

    private static final LocalDate TODAY = LocalDate.of(2023, 11, 22);
    private static final Instant NOW = start(TODAY).plusSeconds(40_000);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    /** What is complete, in days: from the first to before the last. */
    private record Known(LocalDate from, LocalDate until) {
        /** The rule of the storage. */
        static Known after(Known known, PlannedSlice planned) {
            LocalDate first = planned.slice().days().first();
            LocalDate end = planned.completeUntil().atZone(ACCOUNT.zone()).toLocalDate();
            if (known == null || first.isAfter(known.until) && end.isAfter(first)) {
                return new Known(first, end);
            }
            boolean apart = first.isAfter(known.until) || end.isBefore(known.from);
            return apart
                    ? known
                    : new Known(
                            first.isBefore(known.from) ? first : known.from,
                            end.isAfter(known.until) ? end : known.until);
        }

        Watermark watermark() {
            return new Watermark("s", ACCOUNT.key(), Level.CAMPAIGN, Granularity.DAY, start(from), start(until));
        }

        boolean contains(DateRange days) {
            return !days.first().isBefore(from) && days.last().isBefore(until);
        }
    }

    @Property
    void all_of_the_history_is_complete_after_what_is_due_R7(
            @ForAll @IntRange(min = 1, max = 400) int history,
            @ForAll @IntRange(min = 0, max = 100) int restated,
            @ForAll @IntRange(min = 1, max = 70) int maxSlice,
            @ForAll @IntRange(min = 0, max = 500) int age,
            @ForAll @IntRange(min = 0, max = 500) int length) {
        Known before = known(age, length);
        List<PlannedSlice> slices = plan(history, restated, maxSlice, before, new Reach.Due());
        Known known = before;
        for (PlannedSlice planned : slices) {
            Known next = Known.after(known, planned);
            assertThat(next.contains(planned.slice().days()))
                    .as("%s after %s", planned, known)
                    .isTrue();
            known = next;
        }
        assertThat(known).isNotNull();
        assertThat(known.until()).isEqualTo(TODAY);
        assertThat(known.from()).isBeforeOrEqualTo(YESTERDAY.minusDays(history - 1L));
        assertOnce(slices, maxSlice);
    }

    @Property
    void a_first_collection_that_is_cut_off_stores_in_the_end_the_days_of_an_undisturbed_one_R14(
            @ForAll @IntRange(min = 1, max = 200) int history,
            @ForAll @IntRange(min = 0, max = 300) int restated,
            @ForAll @IntRange(min = 1, max = 70) int maxSlice,
            @ForAll boolean hourlyFirst,
            @ForAll @IntRange(min = 0, max = 20) int stored) {
        Known known = null;
        if (hourlyFirst) {
            for (PlannedSlice planned : plan(history, restated, maxSlice, null, new Reach.Recent())) {
                known = Known.after(known, planned);
            }
        }
        List<PlannedSlice> whole = plan(history, restated, maxSlice, known, new Reach.Due());
        for (PlannedSlice planned : whole.subList(0, Math.min(stored, whole.size()))) {
            known = Known.after(known, planned);
        }
        for (PlannedSlice planned : plan(history, restated, maxSlice, known, new Reach.Due())) {
            known = Known.after(known, planned);
        }
        assertThat(known).isEqualTo(new Known(TODAY.minusDays(history), TODAY));
    }

    @Property
    void hourly_collections_begin_a_feed_but_never_move_the_watermark_that_a_daily_one_restates_from_R2_R7(
            @ForAll @IntRange(min = 1, max = 100) int history,
            @ForAll @IntRange(min = 1, max = 70) int maxSlice,
            @ForAll @IntRange(min = 0, max = 200) int age,
            @ForAll @IntRange(min = 0, max = 200) int length) {
        Known known = known(age, length);
        Known first = known;
        for (int hour = 0; hour < 3; hour++) {
            List<PlannedSlice> slices = plan(history, 28, maxSlice, known, new Reach.Recent());
            assertThat(slices.get(slices.size() - 1).slice().days()).isEqualTo(DateRange.of(TODAY));
            assertOnce(slices, maxSlice);
            Known before = known;
            for (PlannedSlice planned : slices) {
                known = Known.after(known, planned);
            }
            assertThat(before == null || known.from().equals(before.from())).isTrue();
            assertThat(known.until()).isBeforeOrEqualTo(TODAY);
            first = first == null ? known : first;
            assertThat(known).isEqualTo(first);
        }
    }

    @Property
    void a_range_is_asked_for_exactly_and_of_what_is_missing_nothing_that_is_complete(
            @ForAll @IntRange(min = -3, max = 300) int last,
            @ForAll @IntRange(min = 0, max = 200) int more,
            @ForAll @IntRange(min = 1, max = 70) int maxSlice,
            @ForAll @IntRange(min = 0, max = 300) int age,
            @ForAll @IntRange(min = 0, max = 300) int length) {
        Known known = known(age, length);
        DateRange range = new DateRange(YESTERDAY.minusDays(last + more), YESTERDAY.minusDays(last));
        Set<LocalDate> over = new HashSet<>();
        range.first()
                .datesUntil(range.last().plusDays(1))
                .filter(TODAY::isAfter)
                .forEach(over::add);

        List<PlannedSlice> all = plan(60, 28, maxSlice, known, new Reach.Days(range));
        assertThat(assertOnce(all, maxSlice)).isEqualTo(over);
        assertLeavesNoHole(known, all);
        over.removeIf(day -> known != null && known.contains(DateRange.of(day)));
        List<PlannedSlice> missing = plan(60, 28, maxSlice, known, new Reach.Missing(range));
        assertThat(assertOnce(missing, maxSlice)).isEqualTo(over);
        assertLeavesNoHole(known, missing);
    }

    /** Every day from the first that was complete to the last that is then, was complete or is asked for. */
    private static void assertLeavesNoHole(Known before, List<PlannedSlice> slices) {
        Known after = before;
        for (PlannedSlice planned : slices) {
            after = Known.after(after, planned);
        }
        if (before != null) {
            assertThat(after.from()).isBeforeOrEqualTo(before.from());
            assertThat(after.until()).isAfterOrEqualTo(before.until());
            Set<LocalDate> added = new HashSet<>();
            before.until().datesUntil(after.until()).forEach(added::add);
            after.from().datesUntil(before.from()).forEach(added::add);
            slices.forEach(planned -> planned.slice()
                    .days()
                    .first()
                    .datesUntil(planned.slice().days().last().plusDays(1))
                    .forEach(added::remove));
            assertThat(added).isEmpty();
        }
    }

    private static Set<LocalDate> assertOnce(List<PlannedSlice> slices, int maxSlice) {
        Set<LocalDate> seen = new HashSet<>();
        for (PlannedSlice planned : slices) {
            DateRange days = planned.slice().days();
            assertThat(days.days()).isLessThanOrEqualTo(maxSlice);
            days.first().datesUntil(days.last().plusDays(1)).forEach(day -> assertThat(seen.add(day))
                    .as("%s is asked for twice", day)
                    .isTrue());
        }
        return seen;
    }

    /** Nothing, or some days that end some days ago. */
    private static Known known(int age, int length) {
        return length == 0 ? null : new Known(TODAY.minusDays(age + length), TODAY.minusDays(age));
    }

    private static List<PlannedSlice> plan(int history, int restated, int maxSlice, Known known, Reach reach) {
        ScriptedSource source = new ScriptedSource("s", new ManualClock(NOW), ACCOUNT)
                .withProfile(new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), restated, maxSlice));
        return new CollectionPlan(history)
                .slices(
                        source,
                        source.profile(),
                        ACCOUNT,
                        Optional.ofNullable(known).map(Known::watermark),
                        NOW,
                        reach);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ACCOUNT.zone()).toInstant();
    }
}
