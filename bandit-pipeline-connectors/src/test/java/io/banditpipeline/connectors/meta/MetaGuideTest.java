package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide says what the code does. */
class MetaGuideTest {
    private static final String HEAD = "| code | words | class |";

    @Test
    void the_table_of_failures_is_that_of_the_code() throws IOException {
        List<String> lines = Files.readAllLines(guide());
        List<String> table = lines.stream()
                .dropWhile(line -> !line.startsWith(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(table)
                .isEqualTo(
                        MetaErrorTable.RULES.stream().map(MetaGuideTest::line).toList());
    }

    private static String line(MetaErrorRule rule) {
        String codes = rule.codes().startsWith("-2147483648") ? "below 0" : rule.codes();
        return "| " + codes + " | " + rule.words() + " | " + rule.failureClass() + " | " + rule.meaning() + " | "
                + rule.advice() + " |";
    }

    private static Path guide() {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("docs/meta.md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }
}
