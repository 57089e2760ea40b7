package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.quality.Validator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about rules, held to the rules. */
class QualityRulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "quality-rules.md");
    private static final double LONG_NUMBER = 1e6;

    @Test
    void the_page_lists_exactly_the_standard_rules_with_their_defaults() throws IOException {
        List<String> told = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(QualityRulesPageTest::withoutReason)
                .toList();
        assertThat(told)
                .containsExactlyElementsOf(StandardRules.all().stream()
                        .map(QualityRulesPageTest::line)
                        .toList());
    }

    @Test
    void each_rule_of_the_page_has_a_reason() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `"))
                .allSatisfy(line -> assertThat(line.split("\\|")[6].strip()).isNotBlank());
    }

    private static String withoutReason(String line) {
        String[] cells = line.split("\\|");
        return String.join("|", List.of(cells).subList(0, 6));
    }

    private static String line(Validator rule) {
        String parameters = rule.parameters().entrySet().stream()
                .map(parameter -> "`" + parameter.getKey() + "` " + number(parameter.getValue()))
                .collect(Collectors.joining(", "));
        return "| `" + rule.id() + "` | " + rule.dimension().name().toLowerCase(Locale.ROOT) + " | " + rule.severity()
                + " | " + (parameters.isEmpty() ? "none" : parameters) + " | " + rule.description() + " ";
    }

    private static String number(double value) {
        return value >= LONG_NUMBER
                ? String.format(Locale.ROOT, "%.0e", value).replace("e+", "e").replace("e0", "e")
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
