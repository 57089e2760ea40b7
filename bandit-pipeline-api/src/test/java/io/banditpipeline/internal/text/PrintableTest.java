package io.banditpipeline.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void what_moves_a_cursor_or_turns_the_writing_is_written_out() {
        assertThat(Printable.line("a\u001b[2Jb\u0000\u202e\u2028\nc\td\r", 100))
                .isEqualTo("a\\u{001b}[2Jb\\u{0000}\\u{202e}\\u{2028}\\nc\\td\\r");
    }

    @Test
    void ordinary_text_of_any_script_stays() {
        String text = "Kampagne Übergrößen – ギフト 😀 <b>&amp;";
        assertThat(Printable.line(text, 100)).isEqualTo(text);
    }

    @Test
    void a_long_text_is_cut_with_a_note_and_no_pair_is_parted() {
        assertThat(Printable.line("abcdef", 4)).isEqualTo("abcd [cut: 2 more characters]");
        assertThat(Printable.line("abc😀def", 4)).isEqualTo("abc [cut: 5 more characters]");
        assertThat(Printable.line("abc😀", 5)).isEqualTo("abc😀");
    }

    @Test
    void half_a_pair_is_written_out() {
        assertThat(Printable.line("x\ud83dy", 10)).isEqualTo("x\\u{d83d}y");
    }

    @Property
    void nothing_but_visible_characters_comes_out(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int max) {
        assertThat(Printable.line(text, max).codePoints())
                .allMatch(point -> !Character.isISOControl(point)
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.SURROGATE);
    }
}
