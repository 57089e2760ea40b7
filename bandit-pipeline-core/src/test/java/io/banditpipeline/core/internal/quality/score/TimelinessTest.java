package io.banditpipeline.core.internal.quality.score;

import static io.banditpipeline.core.internal.quality.score.History.FIRST;
import static io.banditpipeline.core.internal.quality.score.History.META;
import static io.banditpipeline.core.internal.quality.score.History.NEW_YORK;
import static io.banditpipeline.core.internal.quality.score.History.account;
import static io.banditpipeline.core.internal.quality.score.History.accountTotal;
import static io.banditpipeline.core.internal.quality.score.History.arm;
import static io.banditpipeline.core.internal.quality.score.History.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelinessTest {
    private static final Duration TWELVE_HOURS = Duration.ofHours(12);

    /** Days of 23, 25, 24 and 24.5 hours, and one that ends at 01:00 because midnight does not exist. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2025-03-09, 2025-03-10T16:00:00Z",
        "America/New_York, 2025-11-02, 2025-11-03T17:00:00Z",
        "America/New_York, 2025-11-01, 2025-11-02T16:00:00Z",
        "Australia/Lord_Howe, 2025-04-06, 2025-04-07T01:30:00Z",
        "Africa/Cairo, 2024-04-25, 2024-04-26T10:00:00Z",
    })
    void a_day_must_be_known_so_long_after_its_end_in_the_accounts_zone(String zone, LocalDate day, Instant deadline) {
        FirstKnown firstKnown = new FirstKnown(TWELVE_HOURS, null, Map.of());
        assertThat(firstKnown.deadline(day, ZoneId.of(zone))).isEqualTo(deadline);
    }

    @Test
    void of_the_days_that_are_due_those_known_in_time_count() {
        AccountHistory history = account(3, arm("a", "xxxxxxxxxx"), arm("b", "xxxxxxxxxx"));
        FirstKnown firstKnown = new FirstKnown(
                TWELVE_HOURS, Instant.EPOCH, Map.of("a", arm("a", "xxxxxxxxxx"), "b", arm("b", "xxxx..xxx.")));
        QualityScore score = accountTotal(input(history, firstKnown), Dimension.TIMELINESS);
        assertThat(score.numerator()).isEqualTo(9 + 7);
        assertThat(score.denominator())
                .as("the last day of each may still come")
                .isEqualTo(9 + 9);
    }

    @Test
    void the_night_that_a_day_had_23_hours_decides_whether_it_is_due() {
        AccountHistory eight = account(3, arm("a", "xxxxxxx"));
        assertThat(eight.lastDay()).as("New York lost an hour on it").isEqualTo(LocalDate.of(2026, 3, 8));
        FirstKnown firstKnown = new FirstKnown(TWELVE_HOURS, Instant.EPOCH, Map.of("a", arm("a", "xxxxxxx")));
        Instant deadline = Instant.parse("2026-03-09T16:00:00Z");
        assertThat(due(eight, firstKnown, deadline.minusSeconds(1))).isEqualTo(6);
        assertThat(due(eight, firstKnown, deadline)).isEqualTo(7);
    }

    private static double due(AccountHistory history, FirstKnown firstKnown, Instant now) {
        AccountHistory later = new AccountHistory(META, now, history.lastDay(), now, 3, history.arms());
        return accountTotal(input(later, firstKnown), Dimension.TIMELINESS).denominator();
    }

    @Test
    void days_from_before_the_account_was_collected_are_not_judged() {
        AccountHistory history = account(3, arm("a", "xxxxxxxxxx"));
        var seen = Map.of("a", arm("a", ".....xx.xx"));
        Instant since = FIRST.plusDays(8).atStartOfDay(NEW_YORK).toInstant();

        QualityScore unknown =
                accountTotal(input(history, new FirstKnown(TWELVE_HOURS, null, seen)), Dimension.TIMELINESS);
        assertThat(unknown.numerator()).isEqualTo(3);
        assertThat(unknown.denominator())
                .as("from the first that was known in time")
                .isEqualTo(4);

        QualityScore told =
                accountTotal(input(history, new FirstKnown(TWELVE_HOURS, since, seen)), Dimension.TIMELINESS);
        assertThat(told.numerator()).isEqualTo(1);
        assertThat(told.denominator()).as("deadlines of the 8th and 9th day").isEqualTo(2);
    }

    @Test
    void of_an_account_that_was_never_in_time_nothing_is_known_unless_it_is_told_since_when_it_is_collected() {
        AccountHistory history = account(3, arm("a", "xxxxxxxxxx"));
        assertThat(accountTotal(input(history), Dimension.TIMELINESS).denominator())
                .isZero();
        FirstKnown late = new FirstKnown(TWELVE_HOURS, Instant.EPOCH, Map.of());
        assertThat(accountTotal(input(history, late), Dimension.TIMELINESS).value())
                .hasValue(0);
    }
}
