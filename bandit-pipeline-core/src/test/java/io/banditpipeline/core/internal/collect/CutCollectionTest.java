package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R14: what is stored after a first collection that was cut off, of a source that restates many days. */
class CutCollectionTest extends CollectionFixture {
    private static final int HISTORY = 40;

    @ParameterizedTest
    @CsvSource({"28, 1, 0", "28, 2, 0", "28, 3, 0", "90, 1, 0", "90, 3, 0", "28, 1, 3", "90, 2, 3", "2, 1, 3"})
    void a_first_collection_that_is_cut_off_leaves_in_the_end_what_an_undisturbed_one_leaves_R14(
            int lookback, int slices, int daysAway) {
        restates(lookback);
        Map<LocalDate, Metrics> undisturbed = undisturbed(daysAway);
        cutAfter(slices);
        clock.advance(Duration.ofDays(daysAway));
        run(collection(HISTORY, new Reach.Due()));
        assertThat(facts()).isEqualTo(undisturbed);
        assertThat(complete()).isEqualTo(days(HISTORY - 1, -daysAway));
    }

    @Test
    void a_feed_that_an_hourly_collection_began_has_the_history_of_one_that_it_did_not_R14() {
        restates(28);
        Map<LocalDate, Metrics> undisturbed = undisturbed(0);
        run(collection(HISTORY, new Reach.Recent()));
        assertThat(complete()).isEqualTo(days(39, 30));
        run(collection(HISTORY, new Reach.Due()));
        assertThat(facts()).containsAllEntriesOf(undisturbed).doesNotContainKey(TODAY.minusDays(HISTORY + 1L));
        assertThat(complete()).isEqualTo(days(39, 0));
    }

    @Test
    void a_lookback_longer_than_the_history_does_not_lengthen_it_day_by_day_R14() {
        restates(90);
        run(collection(HISTORY, new Reach.Due()));
        clock.advance(Duration.ofDays(1));
        run(collection(HISTORY, new Reach.Due()));
        assertThat(complete()).isEqualTo(days(39, -1));
    }

    @Test
    void more_history_is_fetched_once_it_is_wanted_and_then_restated_within_the_lookback_R2() {
        restates(90);
        run(collection(HISTORY, new Reach.Due()));
        run(collection(60, new Reach.Due()));
        assertThat(complete()).isEqualTo(days(59, 0));
        assertRestated(50);
    }

    @Test
    void a_backfill_beyond_the_history_is_restated_within_the_lookback_and_not_after_it_has_shrunk_R2() {
        restates(90);
        run(collection(HISTORY, new Reach.Due()));
        run(collection(HISTORY, new Reach.Days(days(69, 40))));
        assertThat(complete()).isEqualTo(days(69, 0));
        assertRestated(65);
        restates(20);
        Map<LocalDate, Metrics> before = facts();
        scripted.put(ACCOUNT, ENTITY, TODAY.minusDays(66), metrics(778));
        run(collection(HISTORY, new Reach.Due()));
        assertThat(facts()).isEqualTo(before);
    }

    private void assertRestated(int daysBefore) {
        scripted.put(ACCOUNT, ENTITY, TODAY.minusDays(daysBefore), metrics(777));
        clock.advance(Duration.ofHours(1));
        run(collection(HISTORY, new Reach.Due()));
        assertThat(facts()).containsEntry(TODAY.minusDays(daysBefore), metrics(777));
    }

    private void restates(int days) {
        scripted.withProfile(new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), days, 10));
    }

    /** What one that is run on the first day and again on the last has stored then. */
    private Map<LocalDate, Metrics> undisturbed(int daysAway) {
        for (int day = 0; day <= 3; day++) {
            scripted.put(ACCOUNT, ENTITY, TODAY.plusDays(day), metrics(day + 1));
        }
        try (InMemoryStorage twin = new InMemoryStorage()) {
            save(twin);
            run(collection(twin, HISTORY, new Reach.Due(), clock.instant()));
            run(collection(twin, HISTORY, new Reach.Due(), clock.instant().plus(Duration.ofDays(daysAway))));
            return facts(twin);
        }
    }

    /** Stores some slices and no more, as a process that is killed. */
    private void cutAfter(int slices) {
        int[] stored = {0};
        source = new Interposed(scripted, (slice, sink) -> {
            if (stored[0] == slices) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "killed", null);
            }
            stored[0]++;
            scripted.fetch(slice, sink);
        });
        assertThatThrownBy(() -> run(collection(HISTORY, new Reach.Due()))).hasMessage("killed");
        source = new Interposed(scripted, scripted::fetch);
    }
}
