package io.banditpipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CleaningCountsTest {
    @Test
    void each_kind_of_change_is_told_with_its_count_and_examples() {
        CleaningCounts counts = CleaningCounts.of(Cleaning.UNKNOWN_METRIC, 3, "'spent'")
                .plus(CleaningCounts.of(Cleaning.UNKNOWN_METRIC, 4, "'clcks'"))
                .plus(CleaningCounts.of(Cleaning.UNKNOWN_METRIC, 1, "'spent'"))
                .plus(CleaningCounts.of(Cleaning.DUPLICATE, 2, ""));

        assertThat(counts.times(Cleaning.UNKNOWN_METRIC)).isEqualTo(8);
        assertThat(counts.times(Cleaning.CONVERTED_UNIT)).isZero();
        assertThat(counts.lines())
                .containsExactly(
                        "2 rows repeat an entity and interval of the same fetch; the newest one counts",
                        "8 quantities have names that nobody has explained; they are left out, such as 'clcks';"
                                + " 'spent'");
        assertThat(CleaningCounts.NONE.lines()).isEmpty();
    }

    @Test
    void a_change_that_was_never_made_is_refused() {
        assertThatThrownBy(() -> CleaningCounts.of(Cleaning.DUPLICATE, 0, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Property
    void parts_add_up_to_the_whole_in_any_order(@ForAll("parts") List<CleaningCounts> parts, @ForAll long seed) {
        CleaningCounts whole = sum(parts);
        List<CleaningCounts> shuffled = new ArrayList<>(parts);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        int half = shuffled.size() / 2;
        assertThat(sum(shuffled.subList(0, half)).plus(sum(shuffled.subList(half, shuffled.size()))))
                .isEqualTo(whole);
    }

    private static CleaningCounts sum(List<CleaningCounts> parts) {
        return parts.stream().reduce(CleaningCounts.NONE, CleaningCounts::plus);
    }

    @Provide
    Arbitrary<List<CleaningCounts>> parts() {
        return Combinators.combine(
                        Arbitraries.of(Cleaning.values()),
                        Arbitraries.longs().between(1, 1_000),
                        Arbitraries.strings().withCharRange('a', 'h').ofLength(1))
                .as(CleaningCounts::of)
                .list()
                .ofMaxSize(20);
    }
}
