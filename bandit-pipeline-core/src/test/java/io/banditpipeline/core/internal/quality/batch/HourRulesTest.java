package io.banditpipeline.core.internal.quality.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that compare the hours of a day with those of the other days of its slice, and rows with what was reported. */
class HourRulesTest {
    private static final LocalDate LAST = LocalDate.of(2026, 4, 2);
    private static final LocalDate FIRST = LAST.minusDays(13);
    private static final int ARMS = 3;
    private static final Feed FEED = Feed.of(ARMS);

    /** The clocks of the feed's zone go forward within the slice. */
    private static final BatchContext CONTEXT =
            FEED.context(new DateRange(FIRST, LAST), Granularity.HOUR, Feed.morningAfter(LAST));

    @ParameterizedTest
    @ValueSource(ints = {-9, -5, -3, 2, 3, 5, 9, 12})
    void a_day_cut_by_the_clock_of_another_zone_is_told_with_its_shift(int hoursLate) {
        assertThat(Feed.judge("batch.shifted_hours", CONTEXT, hours(LAST, hoursLate))
                        .slice())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.ERROR);
                    assertThat(found.subject()).isEqualTo(Subject.account(Feed.ACCOUNT, LAST));
                    assertThat(found.value()).isEqualTo(Math.abs(hoursLate) + (hoursLate > 0 ? " h late" : " h early"));
                });
    }

    @Test
    void days_in_the_accounts_zone_are_not_shifted_whatever_the_clocks_do() {
        assertThat(Feed.judge("batch.shifted_hours", CONTEXT, hours(LAST, 0)).slice())
                .isEmpty();
    }

    @Test
    void a_day_that_is_strange_but_not_late_or_early_is_not_shifted() {
        List<Observation> quietMorning = hours(LAST, 0).stream()
                .filter(row -> !row.interval().day().equals(LAST) || hour(row) >= 12)
                .toList();
        assertThat(Feed.judge("batch.shifted_hours", CONTEXT, quietMorning).slice())
                .isEmpty();
    }

    @Test
    void with_too_few_days_nothing_is_known_of_their_hours() {
        LocalDate first = LAST.minusDays(6);
        BatchContext few = FEED.context(new DateRange(first, LAST), Granularity.HOUR, Feed.morningAfter(LAST));
        List<Observation> rows = hours(LAST, 9).stream()
                .filter(row -> !row.interval().day().isBefore(first))
                .toList();
        assertThat(Feed.judge("batch.shifted_hours", few, rows).slice()).isEmpty();
    }

    @Test
    void an_arm_that_lacks_hours_which_others_have_is_told_of_and_a_paused_or_a_whole_account_is_not() {
        Predicate<Observation> evening = row -> row.interval().day().equals(LAST) && hour(row) >= 18;
        String entity = Feed.entity(1);
        List<Observation> all = hours(LAST, 0);

        assertThat(judgeArms(all)).isEmpty();
        assertThat(judgeArms(without(
                        all, row -> evening.test(row) && row.entity().id().equals(entity))))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.WARN);
                    assertThat(found.subject()).isEqualTo(Subject.arm(Feed.arm(1), LAST));
                    assertThat(found.value()).isEqualTo("6 of 24");
                    assertThat(found.text()).contains("begins at 18 o'clock");
                });
        assertThat(judgeArms(without(all, evening))).isEmpty();
        assertThat(judgeArms(without(
                        all,
                        row -> row.interval().day().equals(LAST)
                                && row.entity().id().equals(entity))))
                .isEmpty();
        assertThat(judgeArms(
                        without(all, row -> hour(row) >= 18 && row.entity().id().equals(entity))))
                .as("an arm that never runs in the evening")
                .isEmpty();
        assertThat(judgeArms(without(
                        all,
                        row -> row.interval().day().equals(LAST)
                                && hour(row) == 18
                                && row.entity().id().equals(entity))))
                .as("one hour may be quiet")
                .isEmpty();
    }

    @Test
    void a_row_without_the_cost_that_its_arm_always_had_is_held_and_without_another_quantity_flagged() {
        LocalDate day = Feed.DAY;
        BatchContext context = FEED.context(day);
        for (Metric metric : Metric.values()) {
            List<Observation> rows = FEED.rows(day, metrics -> metrics.with(metric, Metrics.ABSENT));
            assertThat(Feed.judge("batch.vanished", context, rows).rows())
                    .hasSize(ARMS)
                    .allSatisfy(violation -> {
                        assertThat(violation.field()).isEqualToIgnoringCase(metric.name());
                        assertThat(violation.severity()).isEqualTo(metric == Metric.COST ? Severity.ERROR : null);
                    });
        }
        assertThat(Feed.judge("batch.vanished", context, FEED.rows(day, metrics -> metrics.with(Metric.COST, 0)))
                        .rows())
                .as("zero is not absent")
                .isEmpty();
        List<Observation> rows = FEED.rows(day, metrics -> metrics.with(Metric.COST, Metrics.ABSENT));
        assertThat(Feed.judge("batch.vanished", FEED.withHistory(6).context(day), rows)
                        .rows())
                .as("too little is known")
                .isEmpty();
    }

    private static List<Feed.Found> judgeArms(List<Observation> rows) {
        return Feed.judge("batch.missing_arm_hours", CONTEXT, rows).slice();
    }

    private static List<Observation> without(List<Observation> rows, Predicate<Observation> left) {
        return rows.stream().filter(left.negate()).toList();
    }

    private static int hour(Observation row) {
        return row.interval().start().atZone(Feed.ZONE).getHour();
    }

    /**
     * All hours of all arms, busy in the evening; on the given day they happened some hours before they are said to.
     */
    private static List<Observation> hours(LocalDate shifted, int hoursLate) {
        Random random = new Random(7);
        List<Observation> rows = new ArrayList<>();
        for (LocalDate day : FIRST.datesUntil(LAST.plusDays(1)).toList()) {
            Interval whole = Interval.ofDay(day, Feed.ZONE);
            for (Instant start = whole.start(); start.isBefore(whole.end()); start = start.plusSeconds(3_600)) {
                Instant really = day.equals(shifted) ? start.minus(Duration.ofHours(hoursLate)) : start;
                int hour = really.atZone(Feed.ZONE).getHour();
                for (int arm = 0; arm < ARMS; arm++) {
                    double traffic = 600 * (1.2 + Math.sin((hour - 14) * Math.PI / 12));
                    long impressions = Math.round(traffic * Math.exp(0.2 * random.nextGaussian()));
                    Metrics metrics = new Metrics(impressions, impressions / 50, 0, impressions * 4_000, 0);
                    rows.add(Feed.row(arm, Interval.ofHour(start, Feed.ZONE), metrics));
                }
            }
        }
        return rows;
    }
}
