package io.banditpipeline.connectors.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
    /** Far more texts than there is room for, of a few characters: they take the place of one another all the time. */
    @Property
    void every_text_gets_its_own_value_whatever_came_before(
            @ForAll @Size(max = 400) List<@StringLength(max = 9) @CharRange(from = 'a', to = 'c') String> texts) {
        RecentValues<String> values = new RecentValues<>(text -> text + "!");
        for (String text : texts) {
            assertThat(of(values, text)).isEqualTo(text + "!");
        }
        for (int i = 0; i < 3_000; i++) {
            assertThat(of(values, "id" + i * 7_919)).isEqualTo("id" + i * 7_919 + "!");
        }
    }

    @Test
    void texts_that_share_length_and_end_are_told_apart() {
        RecentValues<String> values = new RecentValues<>(Function.identity());
        for (int i = 0; i < 3; i++) {
            assertThat(of(values, "purchase.of.one.kind")).isEqualTo("purchase.of.one.kind");
            assertThat(of(values, "purchase.in.one.kind")).isEqualTo("purchase.in.one.kind");
        }
    }

    @Test
    void what_comes_again_is_made_once_unless_it_is_long() {
        AtomicInteger made = new AtomicInteger();
        RecentValues<Integer> values = new RecentValues<>(text -> made.incrementAndGet());
        for (int i = 0; i < 5; i++) {
            of(values, "2026-11-01");
            of(values, "2026-11-02");
        }
        assertThat(made).hasValue(2);
        of(values, "x".repeat(65));
        of(values, "x".repeat(65));
        assertThat(made).hasValue(4);
    }

    private static <T> T of(RecentValues<T> values, String text) {
        return values.of(("<" + text + ">").toCharArray(), 1, text.length());
    }
}
