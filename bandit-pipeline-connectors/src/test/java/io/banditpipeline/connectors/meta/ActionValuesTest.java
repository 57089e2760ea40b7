package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.connectors.internal.text.Decimals;
import org.junit.jupiter.api.Test;

class ActionValuesTest {
    private final ActionValues values = new ActionValues(2);

    @Test
    void a_plain_value_is_read_and_an_unusual_one_kept_as_text() {
        put(0, "2.5");
        put(1, "1e3");
        assertThat(values.micros(0)).isEqualTo(2_500_000);
        assertThat(values.unusual(0)).isNull();
        assertThat(values.micros(1)).isEqualTo(Decimals.UNUSUAL);
        assertThat(values.unusual(1)).isEqualTo("1e3");
    }

    @Test
    void the_last_value_of_a_window_counts() {
        put(0, "1e3");
        put(0, "7");
        assertThat(values.micros(0)).isEqualTo(7_000_000);
        assertThat(values.unusual(0)).isNull();
        put(0, "a lot");
        assertThat(values.micros(0)).isEqualTo(Decimals.UNUSUAL);
        assertThat(values.unusual(0)).isEqualTo("a lot");
    }

    @Test
    void nothing_of_one_entry_is_left_for_the_next() {
        put(0, "3");
        put(1, "a lot");
        values.clear();
        for (int window = 0; window < values.windows(); window++) {
            assertThat(values.micros(window)).isEqualTo(Decimals.UNUSUAL);
            assertThat(values.unusual(window)).isNull();
        }
    }

    private void put(int window, String text) {
        values.put(window, text.toCharArray(), 0, text.length());
    }
}
