package io.banditpipeline.examples;

import java.util.ArrayList;
import java.util.List;

/** What the program says of itself: made of the commands, so that it is never out of date. */
final class Usage {
    private static final String CALL = "java -jar bandit-pipeline.jar ";
    private static final int WIDTH = 110;
    private static final int INDENT = 2;

    private Usage() {}

    /** All commands. */
    static String all() {
        StringBuilder out = new StringBuilder("Usage: " + CALL + "COMMAND [OPTIONS]\n\n");
        List<Entry> entries = Commands.all().stream()
                .map(command -> new Entry(callOf(command), command.summary()))
                .toList();
        entries(out, entries);
        out.append('\n');
        paragraph(out, "COMMAND --help tells what a command does and which options it has.", 0);
        paragraph(
                out,
                "Results go to standard output, everything else to standard error. Exit code: 0 if all went well, 1 if"
                        + " it ran with a bad result, 2 if it was called wrongly.",
                0);
        return out.toString();
    }

    /** One command. */
    static String of(Command command) {
        StringBuilder out = new StringBuilder(
                "Usage: " + CALL + callOf(command) + (command.options().isEmpty() ? "" : " [OPTIONS]") + "\n\n");
        String summary = command.summary();
        paragraph(out, Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".", 0);
        if (!command.details().isEmpty()) {
            paragraph(out, command.details(), 0);
        }
        if (!command.options().isEmpty()) {
            out.append("\nOptions:\n");
            entries(
                    out,
                    command.options().stream()
                            .map(option -> new Entry((option.name() + " " + option.value()).strip(), option.text()))
                            .toList());
        }
        return out.toString();
    }

    /** All commands' help as Markdown. */
    static String markdown() {
        StringBuilder out = new StringBuilder("```\n").append(all()).append("```\n");
        Commands.all().forEach(command -> out.append("\n### `")
                .append(command.name())
                .append("`\n\n```\n")
                .append(of(command))
                .append("```\n"));
        return out.toString();
    }

    private record Entry(String name, String text) {}

    private static String callOf(Command command) {
        return (command.name() + " " + String.join(" ", command.operands())).strip();
    }

    private static void entries(StringBuilder out, List<Entry> entries) {
        int column = INDENT
                + entries.stream()
                        .mapToInt(entry -> entry.name().length())
                        .max()
                        .orElse(0)
                + INDENT;
        for (Entry entry : entries) {
            String start = " ".repeat(INDENT) + entry.name();
            out.append(start).append(" ".repeat(column - start.length()));
            wrapped(out, entry.text(), column);
        }
    }

    private static void paragraph(StringBuilder out, String text, int indent) {
        out.append(" ".repeat(indent));
        wrapped(out, text, indent);
    }

    /** Text whose first line begins at a column already. */
    private static void wrapped(StringBuilder out, String text, int column) {
        String line = "";
        List<String> lines = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && column + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line);
                line = word;
            } else {
                line = line.isEmpty() ? word : line + " " + word;
            }
        }
        lines.add(line);
        out.append(String.join("\n" + " ".repeat(column), lines)).append('\n');
    }
}
