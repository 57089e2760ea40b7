package io.banditpipeline.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MetricsSource} must promise: extend this class in the tests of an implementation.
 *
 * <p>What the source reads must stand still while a test runs. The Javadoc of each test says what to look at if it
 * fails.
 */
public abstract class MetricsSourceContract {
    private static final int MAX_ID_LENGTH = 190;

    /** For subclasses. */
    protected MetricsSourceContract() {}

    /** The source. May be another object on every call, as long as it reads the same. */
    protected abstract MetricsSource source();

    /** A slice of at least two days, all in the source's coverage, with at least one row. */
    protected abstract Slice slice();

    /** If this fails, check the id: watermarks are kept under it, so it must fit the database. */
    @Test
    void required_the_id_is_stable_and_can_be_stored() {
        assertThat(source().id())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(MAX_ID_LENGTH)
                .isEqualTo(source().id());
    }

    /** If this fails, check that accounts are listed once each, in full, on every call. */
    @Test
    void required_accounts_are_stable() {
        MetricsSource source = source();
        assertThat(source.accounts()).isNotEmpty().contains(slice().account());
        assertThat(source.accounts()).containsExactlyInAnyOrderElementsOf(source.accounts());
        assertThat(source.accounts()).extracting(Account::key).doesNotHaveDuplicates();
    }

    /**
     * If this fails, check that both lists come from one: no account that fails may be missing in
     * {@code listAccounts()}, nor be left out of {@code accounts()}, which throws then.
     */
    @Test
    void required_accounts_that_fail_are_told_and_never_left_out() {
        MetricsSource source = source();
        AccountListing listing = source.listAccounts();
        assertThat(listing.accounts()).contains(slice().account());
        assertThat(listing.accounts()).extracting(Account::key).doesNotHaveDuplicates();
        assertThat(listing.failed())
                .extracting(AccountListing.FailedAccount::key)
                .doesNotHaveDuplicates();
        if (listing.failed().isEmpty()) {
            assertThat(source.accounts()).containsExactlyInAnyOrderElementsOf(listing.accounts());
        } else {
            assertThatThrownBy(source::accounts).isInstanceOf(SourceException.class);
        }
    }

    /** If this fails, check that the profile is constant and fits the rows that are delivered. */
    @Test
    void required_the_profile_fits_the_rows() {
        MetricsSource source = source();
        assertThat(source.profile()).isEqualTo(source.profile());
        assertThat(source.profile().level()).isEqualTo(slice().level());
        assertThat(source.profile().granularities()).contains(slice().granularity());
        assertThat((long) source.profile().maxSliceDays())
                .isGreaterThanOrEqualTo(slice().days().days());
    }

    /** If this fails, check that a fetch leaves nothing behind that changes the next one. */
    @Test
    void required_the_same_slice_has_the_same_rows_R1() {
        MetricsSource source = source();
        List<String> once = contents(RecordingSink.fetch(source, slice()).rows());
        assertThat(once).isNotEmpty();
        assertThat(contents(RecordingSink.fetch(source, slice()).rows())).containsExactlyInAnyOrderElementsOf(once);
        assertThat(contents(RecordingSink.fetch(source(), slice()).rows())).containsExactlyInAnyOrderElementsOf(once);
    }

    /** If this fails, check level, granularity, days and currency: rows outside the slice would be stored nowhere. */
    @Test
    void required_rows_lie_within_the_slice_R2() {
        Slice slice = slice();
        assertThat(RecordingSink.fetch(source(), slice).rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.entity().level()).isEqualTo(slice.level());
            assertThat(row.interval().granularity()).isEqualTo(slice.granularity());
            assertThat(slice.days().contains(row.interval().day()))
                    .as("day of %s", row)
                    .isTrue();
            assertThat(row.currency()).isEqualTo(slice.account().currency());
            assertThat(row.origin()).isEqualTo(Origin.PULLED);
        });
    }

    /** If this fails, check that intervals are made in the account's zone and not in that of the machine (R12). */
    @Test
    void required_intervals_are_those_of_the_accounts_zone_R12() {
        Slice slice = slice();
        assertThat(RecordingSink.fetch(source(), slice).rows()).allSatisfy(row -> {
            Interval interval = row.interval();
            Interval expected = slice.granularity() == Granularity.DAY
                    ? Interval.ofDay(interval.day(), slice.account().zone())
                    : Interval.ofHour(interval.start(), slice.account().zone());
            assertThat(interval).isEqualTo(expected);
        });
    }

    /** If this fails, check that how days are cut into slices changes neither rows nor values. */
    @Test
    void required_single_days_have_the_rows_of_the_whole_R2() {
        Slice slice = slice();
        List<String> pieces = new ArrayList<>();
        for (DateRange day : slice.days().split(1)) {
            Slice piece = new Slice(slice.source(), slice.account(), slice.level(), slice.granularity(), day);
            pieces.addAll(contents(RecordingSink.fetch(source(), piece).rows()));
        }
        assertThat(slice.days().days()).isGreaterThan(1);
        assertThat(pieces)
                .containsExactlyInAnyOrderElementsOf(
                        contents(RecordingSink.fetch(source(), slice).rows()));
    }

    /** If this fails, check that coverage is constant and that its first and last day can be fetched. */
    @Test
    void required_all_of_the_coverage_can_be_fetched() {
        MetricsSource source = source();
        Slice slice = slice();
        assertThat(source.coverage(slice.account())).isEqualTo(source.coverage(slice.account()));
        source.coverage(slice.account()).ifPresent(days -> {
            assertThat(days.intersection(slice.days())).contains(slice.days());
            for (DateRange edge : List.of(DateRange.of(days.first()), DateRange.of(days.last()))) {
                Slice piece = new Slice(slice.source(), slice.account(), slice.level(), slice.granularity(), edge);
                assertThat(RecordingSink.fetch(source, piece).rows())
                        .allSatisfy(row ->
                                assertThat(edge.contains(row.interval().day())).isTrue());
            }
        });
    }

    /**
     * If this fails, check that the sink's exception is passed on: swallowing it would make half a slice look whole.
     */
    @Test
    void required_a_sink_that_throws_ends_the_fetch() {
        IllegalStateException full = new IllegalStateException("the sink is full");
        ObservationSink refusing = new ObservationSink() {
            @Override
            public void accept(Observation row) {
                throw full;
            }

            @Override
            public void reject(RejectedRow row) {
                throw full;
            }
        };
        assertThatThrownBy(() -> source().fetch(slice(), refusing)).isSameAs(full);
    }

    /** If this fails, check for state that fetches share: different slices are fetched on different threads. */
    @Test
    void required_slices_may_be_fetched_at_once() throws Exception {
        MetricsSource source = source();
        List<String> expected = contents(RecordingSink.fetch(source, slice()).rows());
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> fetch =
                    () -> contents(RecordingSink.fetch(source, slice()).rows());
            for (Future<List<String>> rows :
                    executor.invokeAll(List.of(fetch, fetch, fetch, fetch), 60, TimeUnit.SECONDS)) {
                assertThat(rows.get()).containsExactlyInAnyOrderElementsOf(expected);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Rows without the time at which they were observed, which may go on. */
    private static List<String> contents(List<Observation> rows) {
        return rows.stream()
                .map(row -> row.entity() + " " + row.interval() + " " + row.metrics() + " " + row.attribution())
                .toList();
    }
}
