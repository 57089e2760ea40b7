package io.banditpipeline.connectors.tradedesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the documentation is true: its failures are those of the code, and no option is missing. */
class TradeDeskPageTest {
    private String page = "";

    @BeforeEach
    void readPage() throws IOException {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Path file = Stream.iterate(here, at -> at != null, Path::getParent)
                .map(at -> at.resolve("docs/trade-desk.md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        page = Files.readString(file);
    }

    @Test
    void its_failures_are_those_of_the_code() {
        List<String> expected = Arrays.stream(ErrorRule.values())
                .map(rule -> "| " + rule.when() + " | " + rule.failureClass() + " | " + rule.kind() + " | "
                        + rule.advice() + " |")
                .toList();
        String failures = page.substring(page.indexOf("## Failures"), page.indexOf("## Not supported"));
        assertThat(failures.lines()
                        .filter(line -> line.startsWith("| "))
                        .skip(1)
                        .toList())
                .isEqualTo(expected);
    }

    @Test
    void every_option_is_in_it() {
        String options = page.substring(page.indexOf("## Options"), page.indexOf("## What is collected"));
        assertThat(Arrays.stream(TradeDeskBuilder.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.equals("build"))
                        .distinct())
                .allSatisfy(name -> assertThat(options).contains("`" + name));
    }
}
