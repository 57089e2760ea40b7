package io.banditpipeline.jooq.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.PipelineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Values come back as they were given. */
class ValuesProperties {
    @Property
    void free_text_comes_back_and_can_be_written_everywhere(@ForAll("awkwardText") String text) {
        String kept = Texts.encode(text);
        assertThat(Texts.decode(kept)).isEqualTo(text);
        assertThat(kept).doesNotContain("\0");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(kept)).isTrue();
    }

    @Property
    void ids_are_ordered_as_their_UTF8_bytes_are(@ForAll("text") String a, @ForAll("text") String b) {
        int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(Texts.byCodePoint().compare(a, b))).isEqualTo(Integer.signum(bytes));
    }

    @Property
    void instants_are_cut_to_microseconds(@ForAll("instants") Instant instant) {
        Instant kept = Times.instant(Times.micros(instant));
        assertThat(kept.getEpochSecond()).isEqualTo(instant.getEpochSecond());
        assertThat(kept.getNano()).isEqualTo(instant.getNano() / 1_000 * 1_000);
    }

    @Property
    void days_come_back_and_keep_their_order(@ForAll("days") LocalDate a, @ForAll("days") LocalDate b) {
        assertThat(Times.day(Times.day(a))).isEqualTo(a);
        assertThat(Integer.signum(Integer.compare(Times.day(a), Times.day(b))))
                .isEqualTo(Integer.signum(a.compareTo(b)));
    }

    @Property
    void arrays_of_doubles_come_back_bit_for_bit(@ForAll long[] bits) {
        double[] values =
                Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
        double[] back = Doubles.given(Doubles.kept(values));
        assertThat(Arrays.stream(back).mapToLong(Double::doubleToRawLongBits).toArray())
                .isEqualTo(Arrays.stream(values)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
    }

    @Example
    void numbers_that_a_database_does_not_know_come_back() {
        for (double value : new double[] {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1, Double.MIN_VALUE
        }) {
            assertThat(Doubles.given(Doubles.kept(value))).isEqualTo(Double.valueOf(value));
        }
    }

    @Example
    void an_id_that_cannot_be_kept_is_refused() {
        assertThat(Texts.key("id", "\u241b\ud83d\ude00", 2)).isEqualTo("\u241b\ud83d\ude00");
        assertThatThrownBy(() -> Texts.key("id", "a\0b", 190))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("a\u241b0000b");
        assertThatThrownBy(() -> Texts.key("id", "\u241b\ud800", 190)).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> Texts.key("id", "x".repeat(191), 190)).hasMessageContaining("at most 190 characters");
    }

    @Example
    void the_end_of_time_is_a_bound() {
        assertThat(Times.bound(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.bound(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Times.bound(Instant.EPOCH)).isZero();
    }

    @Provide
    Arbitrary<String> awkwardText() {
        return Arbitraries.of('a', '0', '\0', '\u241b', '\ud83d', '\ude00', 'é', '"')
                .list()
                .ofMaxSize(12)
                .map(characters -> {
                    StringBuilder text = new StringBuilder();
                    characters.forEach(text::append);
                    return text.toString();
                });
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.of("a", "B", "\u241b", "\uffee", "😀", "é", "😁")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Instant> instants() {
        long first = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        return Arbitraries.longs().between(first, last).flatMap(second -> Arbitraries.longs()
                .between(0, 999_999_999)
                .map(nano -> Instant.ofEpochSecond(second, nano)));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
