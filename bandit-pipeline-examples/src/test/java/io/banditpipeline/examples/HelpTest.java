package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program says of itself. */
class HelpTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");
    private static final String BEGIN = "<!-- what 'help --markdown' prints -->\n";

    static List<String> names() {
        return Commands.all().stream().map(Command::name).toList();
    }

    @Test
    void help_lists_every_command_once() {
        Invocation help = Invocation.run("help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: ").contains("Exit code: ");
        Commands.all().forEach(command -> assertThat(help.out()).contains("\n  " + command.name()));
        assertThat(new HashSet<>(names())).hasSameSizeAs(names());
        assertThat(Invocation.run("--help").out()).isEqualTo(help.out());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_command_tells_its_operands_and_options(String name) {
        Command command = Commands.named(name).orElseThrow();
        Invocation help = Invocation.run((name + " --help").split(" "));
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: java -jar bandit-pipeline.jar " + name);
        command.options().forEach(option -> assertThat(help.out()).contains("  " + option.name()));
        command.operands().forEach(operand -> assertThat(help.out()).contains(operand));
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(140));
        assertThat(Invocation.run(("help " + name).split(" ")).out()).isEqualTo(help.out());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_command_refuses_an_option_that_it_does_not_have(String name) {
        Invocation run = Invocation.run((name + " --jason").split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no option '--jason' here.").contains("Usage: ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dally|There is no command 'dally'. Did you mean 'daily'?",
                "runs shwo x|There is no command 'runs shwo'. Did you mean 'runs show'?",
                "quarantine|There is no command 'quarantine'. There are: quarantine list, quarantine show",
                "quarantine relase x|Did you mean 'quarantine release'?",
                "status --jsn|There is no option '--jsn' here. Did you mean '--json'?",
                "runs show|Command 'runs show' needs ID.",
                "runs show a b|Command 'runs show' has no use for 'b'.",
                "alerts ack run.failed|Command 'alerts ack' needs SUBJECT.",
                "runs --limit many|Option --limit: 'many' is no whole number.",
                "runs --limit 0|Option --limit: 0 is not within 1 and 10000.",
                "backfill --from 2026-01-01|Options --from and --to go together",
                "backfill --from soon --to 2026-01-01|Option --from: 'soon' is no day",
                "backfill --from 2026-02-01 --to 2026-01-01|Option --to: 2026-01-01 is before --from 2026-02-01.",
                "quarantine release x --note y|Option --by NAME is needed",
                "quarantine release x --by y|Option --note TEXT is needed",
                "explain --allocation a --campaign b|do not go together",
                "daily --config nowhere.yaml|Option --config: there is no readable file",
            })
    void a_wrong_call_is_explained_and_exits_with_2(String line, String message) {
        Invocation run = Invocation.run(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("Usage: ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void the_page_of_the_documentation_is_what_the_program_says() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length()))
                .as("write what 'help --markdown' prints below the mark in docs/command-line.md")
                .isEqualTo(Invocation.run("help", "--markdown").out());
    }
}
