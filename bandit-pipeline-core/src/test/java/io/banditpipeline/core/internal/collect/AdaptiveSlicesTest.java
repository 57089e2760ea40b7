package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.store.SliceSizeStore.SliceSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R2, R7, R14: a platform that cannot answer for so much is asked for less, and nothing is lost or doubled by it. */
class AdaptiveSlicesTest extends CollectionFixture {
    private final List<DateRange> asked = new ArrayList<>();
    private int mostDays = Integer.MAX_VALUE;

    @BeforeEach
    void limit() {
        slicesOf(40);
        source = new Interposed(scripted, (slice, sink) -> {
            asked.add(slice.days());
            if (slice.days().days() > mostDays) {
                throw new SourceException(SourceException.Kind.SPLIT, "too much", null);
            }
            scripted.fetch(slice, sink);
        });
    }

    @Test
    void what_is_too_much_is_halved_until_it_is_not_R7() {
        mostDays = 7;
        run(collection(30, new Reach.Due()));
        assertThat(facts()).hasSize(30);
        assertThat(complete()).isEqualTo(days(29, 0));
        assertThat(asked.stream().map(DateRange::days)).containsExactly(30L, 15L, 5L, 5L, 5L, 5L, 5L, 5L);
    }

    @Test
    void history_is_halved_from_its_end_so_that_it_touches_what_is_complete_R7() {
        run(collection(10, new Reach.Due()));
        asked.clear();
        mostDays = 20;
        run(collection(50, new Reach.Due()));
        assertThat(complete()).isEqualTo(days(49, 0));
        assertThat(asked).contains(days(29, 10), days(49, 30));
        assertThat(facts()).hasSize(50);
    }

    @Test
    void the_good_size_is_remembered_and_grows_back() {
        mostDays = 7;
        run(collection(30, new Reach.Due()));
        asked.clear();
        run(collection(30, new Reach.Days(days(29, 0))));
        assertThat(asked).allSatisfy(days -> assertThat(days.days()).isLessThanOrEqualTo(7));

        mostDays = Integer.MAX_VALUE;
        clock.advance(Duration.ofDays(14));
        asked.clear();
        run(collection(30, new Reach.Days(days(27, 0))));
        assertThat(asked).containsExactly(days(27, 0));
        assertThat(storage.sliceSizes().find("meta", ACCOUNT, Level.CAMPAIGN, Granularity.DAY))
                .map(SliceSize::maxDays)
                .contains(28);
    }

    @Test
    void a_single_day_that_is_too_much_fails_and_says_so() {
        mostDays = 0;
        assertThatThrownBy(() -> run(collection(3, new Reach.Due())))
                .isInstanceOf(SourceException.class)
                .hasMessage("too much");
        assertThat(facts()).isEmpty();
        assertThat(complete()).isNull();
    }

    @Test
    void an_answer_that_broke_off_is_asked_for_again_and_stored_once_R1() {
        int[] breaks = {2};
        source = new Interposed(scripted, (slice, sink) -> {
            scripted.fetch(slice, sink);
            if (breaks[0]-- > 0) {
                throw new SourceException(SourceException.Kind.RESTART, "broke off", null);
            }
        });
        run(collection(5, new Reach.Due()));
        assertThat(facts()).hasSize(5).containsEntry(TODAY.minusDays(1), metrics(24));
    }

    @Test
    void an_answer_that_always_breaks_off_fails_after_some_tries() {
        int[] tries = {0};
        source = new Interposed(scripted, (slice, sink) -> {
            tries[0]++;
            throw new SourceException(SourceException.Kind.RESTART, "broke off", null);
        });
        assertThatThrownBy(() -> run(collection(5, new Reach.Due()))).hasMessage("broke off");
        assertThat(tries[0]).isEqualTo(4);
        assertThat(facts()).isEmpty();
    }

    @Test
    void an_answer_that_always_breaks_off_is_asked_for_in_halves_by_later_tries() {
        source = new Interposed(scripted, (slice, sink) -> {
            scripted.fetch(slice, sink);
            if (slice.days().days() > 7) {
                throw new SourceException(SourceException.Kind.RESTART, "broke off", null);
            }
        });
        AccountCollection collection = collection(30, new Reach.Due());
        assertThatThrownBy(() -> run(collection)).hasMessage("broke off");
        assertThatThrownBy(() -> run(collection)).hasMessage("broke off");
        run(collection);
        assertThat(facts()).hasSize(30);
        assertThat(complete()).isEqualTo(days(29, 0));
    }

    @Test
    void an_account_may_have_its_own_days_of_restatement() {
        run(collection(30, new Reach.Due()));
        OwnProfile own = new OwnProfile(source, new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), 12, 40));
        asked.clear();
        AccountCollection collection = new Collector(storage, RuleBook.of(rules, QualityPolicy.ofDefaults()), 30, clock)
                .of(own, ACCOUNT, clock.instant(), new Reach.Due());
        run(collection);
        assertThat(asked).containsExactly(days(11, 0));
        assertThat(collection.report(Optional.empty()).restatementDays()).isEqualTo(12);
    }

    @Test
    void an_account_cannot_have_another_level_than_its_source() {
        OwnProfile own = new OwnProfile(source, new SourceProfile(Level.AD, Set.of(Granularity.DAY), 12, 40));
        AccountCollection collection = new Collector(storage, RuleBook.of(rules, QualityPolicy.ofDefaults()), 30, clock)
                .of(own, ACCOUNT, clock.instant(), new Reach.Due());
        assertThatThrownBy(() -> run(collection))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("level CAMPAIGN")
                .hasMessageContaining("AD");
    }

    /** A source that tells an account's profile. */
    private record OwnProfile(MetricsSource source, SourceProfile own) implements MetricsSource {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public List<Account> accounts() {
            return source.accounts();
        }

        @Override
        public SourceProfile profile() {
            return source.profile();
        }

        @Override
        public SourceProfile profile(Account account) {
            return own;
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {
            source.fetch(slice, sink);
        }
    }
}
