package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DateRangeTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 27);

    @Property
    void pieces_join_to_the_whole_and_none_is_too_long(
            @ForAll @IntRange(min = 1, max = 800) int days, @ForAll @IntRange(min = 1, max = 100) int most) {
        DateRange whole = new DateRange(FIRST, FIRST.plusDays(days - 1L));
        List<DateRange> pieces = whole.split(most);
        assertThat(pieces.get(0).first()).isEqualTo(whole.first());
        assertThat(pieces.get(pieces.size() - 1).last()).isEqualTo(whole.last());
        assertThat(pieces).allMatch(piece -> piece.days() <= most);
        assertThat(pieces.stream().mapToLong(DateRange::days).sum()).isEqualTo(days);
    }

    @Test
    void an_intersection_is_what_both_have() {
        DateRange february = new DateRange(FIRST, FIRST.plusDays(2));
        assertThat(february.intersection(DateRange.of(FIRST.plusDays(2)))).hasValue(DateRange.of(FIRST.plusDays(2)));
        assertThat(february.intersection(DateRange.of(FIRST.plusDays(3)))).isEmpty();
        assertThat(february).hasToString("2024-02-27/2024-02-29");
    }

    @Test
    void a_range_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> new DateRange(FIRST, FIRST.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("last day 2024-02-26 is before first day 2024-02-27");
    }
}
