package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How progress is shown. */
class ConsoleProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void without_a_terminal_each_step_has_lines_of_its_own_at_most_one_in_two_seconds() {
        ConsoleProgress progress = new ConsoleProgress(err, false, nanos::get);
        progress.advanced("collect a", 1, 9, "one");
        progress.advanced("collect b", 1, 9, "one");
        progress.advanced("collect a", 2, 9, "two");
        nanos.addAndGet(2 * SECOND);
        progress.advanced("collect a", 3, 9, "three");
        progress.end();
        assertThat(shown())
                .isEqualToNormalizingNewlines("collect a 1/9: one\ncollect b 1/9: one\ncollect a 3/9: three\n")
                .doesNotContain("\u001b", "\r\r");
    }

    @Test
    void on_a_terminal_one_line_shows_what_is_under_way_and_is_wiped_in_the_end() {
        ConsoleProgress progress = new ConsoleProgress(err, true, nanos::get);
        progress.advanced("a", 1, 9, "one");
        progress.advanced("b", 1, 9, "one");
        nanos.addAndGet(SECOND);
        progress.advanced("b", 2, 9, "two");
        nanos.addAndGet(SECOND);
        progress.advanced("a", 9, 9, "done");
        progress.end();
        assertThat(shown())
                .startsWith("\ra 1/9: one\ra 1/9: one | b 2/9: two\rb 2/9: two")
                .endsWith(" \r");
        assertThat(shown()).doesNotContain("\u001b", "\n");
    }

    @Test
    void what_others_wrote_cannot_move_the_cursor() {
        new ConsoleProgress(err, false, nanos::get).advanced("a", 0, -1, "x\u001b[2Jy\rz");
        assertThat(shown()).isEqualToNormalizingNewlines("a: x\\u{001b}[2Jy\\rz\n");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
