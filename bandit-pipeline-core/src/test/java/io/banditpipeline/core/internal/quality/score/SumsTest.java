package io.banditpipeline.core.internal.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final Subject ALL = Subject.platform("all", null);

    @Property
    void going_up_level_by_level_in_any_order_equals_adding_directly(
            @ForAll("scores") List<QualityScore> scores, @ForAll long seed) {
        Sums direct = sums(scores, subject -> ALL);

        List<QualityScore> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(seed));
        Sums byArm = sums(shuffled, History.withoutDay::apply);
        Sums byAccount =
                sums(all(byArm), subject -> Subject.platform(subject.id().substring(0, 1), null));
        Sums stepwise = sums(all(byAccount), subject -> ALL);

        List<QualityScore> expected = direct.of(ALL, Instant.EPOCH);
        List<QualityScore> actual = stepwise.of(ALL, Instant.EPOCH);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).dimension()).isEqualTo(expected.get(i).dimension());
            assertThat(actual.get(i).numerator()).isCloseTo(expected.get(i).numerator(), within(1e-6));
            assertThat(actual.get(i).denominator()).isCloseTo(expected.get(i).denominator(), within(1e-6));
        }
    }

    /** One of two days with one arm due is bad, all hundred of another are good: 101 of 102, not the mean 75 %. */
    @Test
    void a_sum_is_no_mean_of_shares() {
        Sums sums = sums(List.of(score("a", 1, 2), score("b", 100, 100)), subject -> ALL);
        assertThat(sums.of(ALL, Instant.EPOCH).get(0).value().orElseThrow()).isCloseTo(101 / 102.0, within(1e-12));
    }

    @Test
    void what_nothing_was_said_of_is_missing_and_what_was_not_due_is_unknown() {
        Sums sums = sums(List.of(score("a", 0, 0)), subject -> ALL);
        assertThat(sums.of(ALL, Instant.EPOCH)).hasSize(1);
        assertThat(sums.of(ALL, Instant.EPOCH).get(0).value()).isEqualTo(OptionalDouble.empty());
        assertThat(sums.of(Subject.platform("other", null), Instant.EPOCH)).isEmpty();
    }

    @Provide
    Arbitrary<List<QualityScore>> scores() {
        Arbitrary<QualityScore> score = Combinators.combine(
                        Arbitraries.of("a1", "a2", "b1", "b2"),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Dimension.values()),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1_000))
                .as((arm, day, dimension, share, due) -> new QualityScore(
                        Subject.arm(arm, History.FIRST.plusDays(day)), dimension, share * due, due, Instant.EPOCH));
        return score.list().ofMaxSize(50);
    }

    private static QualityScore score(String arm, double good, double due) {
        return new QualityScore(Subject.arm(arm, null), Dimension.COMPLETENESS, good, due, Instant.EPOCH);
    }

    private static Sums sums(List<QualityScore> scores, java.util.function.UnaryOperator<Subject> parent) {
        Sums sums = new Sums(subject -> Stream.of(parent.apply(subject)));
        scores.forEach(sums);
        return sums;
    }

    private static List<QualityScore> all(Sums sums) {
        return sums.subjects().stream()
                .flatMap(subject -> sums.of(subject, Instant.EPOCH).stream())
                .toList();
    }
}
