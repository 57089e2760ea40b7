package io.banditpipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityScoreTest {
    /** The four examples of Newcombe (1998), Statistics in Medicine 17, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void the_interval_is_that_of_wilson_as_published(double good, double due, double lower, double upper) {
        QualityScore score = score(good, due);
        assertThat(score.lower()).isCloseTo(lower, within(0.00005));
        assertThat(score.upper()).isCloseTo(upper, within(0.00005));
    }

    @Test
    void where_nothing_was_due_nothing_is_known() {
        QualityScore score = score(0, 0);
        assertThat(score.value()).isEmpty();
        assertThat(score.lower()).isZero();
        assertThat(score.upper()).isOne();
    }

    @Test
    void more_than_was_due_is_refused() {
        assertThatThrownBy(() -> score(2, 1)).hasMessageContaining("2.0").hasMessageContaining("1.0");
    }

    private static QualityScore score(double good, double due) {
        return new QualityScore(Subject.platform("meta", null), Dimension.VALIDITY, good, due, Instant.EPOCH);
    }
}
