package io.banditpipeline.core.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that lists the problems, compared with the code. */
class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "alerts-and-health.md");

    @Test
    void the_page_lists_every_problem_and_whether_it_is_an_alert() throws IOException {
        List<String> listed = Files.readAllLines(PAGE).stream()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 5 && cells[1].matches(" `[a-z]+\\.[a-z]+` "))
                .map(cells -> cells[1].replace("`", "").strip() + " "
                        + cells[2].strip().equals("yes"))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(code -> code.code() + " " + code.alerts())
                        .toList());
    }
}
