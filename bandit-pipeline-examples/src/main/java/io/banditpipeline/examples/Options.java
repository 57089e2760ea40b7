package io.banditpipeline.examples;

import io.banditpipeline.config.PipelineSettings;
import io.banditpipeline.metric.DateRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands after a command's name, checked: its operands and options. */
final class Options {
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");
    private static final String DEFAULT_DB = "bandit-pipeline.db";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 10_000;

    private final Map<String, String> values;
    private final List<String> operands;
    private @Nullable Settings settings;

    private Options(Map<String, String> values, List<String> operands) {
        this.values = values;
        this.operands = operands;
    }

    /**
     * Reads what stands after a command's name.
     *
     * @throws UsageException if the command has no such option or operand, or a value makes no sense
     */
    static Options parse(Command command, List<String> arguments) {
        Map<String, Option> known =
                command.options().stream().collect(Collectors.toMap(Option::name, option -> option));
        Map<String, String> values = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (!word.startsWith("-")) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Option option = known.get(name);
            if (option == null) {
                throw new UsageException(
                        "There is no option '" + name + "' here." + Nearest.hint(name, known.keySet()));
            }
            if (equals >= 0 && option.isFlag()) {
                throw new UsageException("Option " + name + " takes no value.");
            }
            if (values.put(name, equals < 0 ? value(option, rest) : word.substring(equals + 1)) != null) {
                throw new UsageException("Option " + name + " is given twice.");
            }
        }
        Options options = new Options(values, List.copyOf(operands));
        options.requireOperands(command);
        options.checkValues();
        return options;
    }

    private static String value(Option option, Iterator<String> rest) {
        if (option.isFlag()) {
            return "";
        }
        if (!rest.hasNext()) {
            throw new UsageException("Option " + option.name() + " needs a value.");
        }
        return rest.next();
    }

    private void requireOperands(Command command) {
        List<String> wanted = command.operands();
        long needed = wanted.stream().filter(word -> !word.startsWith("[")).count();
        if (operands.size() < needed) {
            throw new UsageException("Command '" + command.name() + "' needs " + wanted.get(operands.size()) + ".");
        }
        boolean repeats = !wanted.isEmpty() && wanted.get(wanted.size() - 1).contains("...");
        if (operands.size() > wanted.size() && !repeats) {
            throw new UsageException("Command '" + command.name() + "' has no use for "
                    + Databases.word(operands.get(wanted.size())) + ".");
        }
    }

    private void checkValues() {
        if (values.containsKey("--csv") != values.containsKey("--mapping")) {
            throw new UsageException("Options --csv and --mapping go together: the mapping says how to read the file.");
        }
        asOf();
        config();
        csv();
        mapping();
        limit();
        days();
    }

    /** What stands after the name and is no option. */
    List<String> operands() {
        return operands;
    }

    /** The first operand. */
    String operand() {
        return operands.get(0);
    }

    /** The file of settings. */
    Optional<Path> config() {
        return file("--config");
    }

    /** What the file of settings says; it is read once, so that its warnings are told once. Not thread-safe. */
    Settings settings() {
        Settings read = settings;
        if (read == null) {
            read = new Settings(config().map(PipelineSettings::read));
            settings = read;
        }
        return read;
    }

    /** A file, or a JDBC URL. */
    String database() {
        return values.getOrDefault("--db", DEFAULT_DB);
    }

    Optional<Path> csv() {
        return file("--csv");
    }

    Optional<Path> mapping() {
        return file("--mapping");
    }

    Optional<Instant> asOf() {
        return text("--as-of").map(Options::instant);
    }

    boolean json() {
        return has("--json");
    }

    /** How much is shown at most. */
    int limit() {
        String text = values.get("--limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
            throw new UsageException("Option --limit: " + text + " is not within 1 and " + MAX_LIMIT + ".");
        } catch (NumberFormatException e) {
            throw new UsageException("Option --limit: '" + text + "' is no whole number.");
        }
    }

    /** The days from {@code --from} to {@code --to}. */
    Optional<DateRange> days() {
        LocalDate from = day("--from");
        LocalDate to = day("--to");
        if (from == null || to == null) {
            if (from != null || to != null) {
                throw new UsageException("Options --from and --to go together: they name the first and the last day.");
            }
            return Optional.empty();
        }
        if (to.isBefore(from)) {
            throw new UsageException("Option --to: " + to + " is before --from " + from + ".");
        }
        return Optional.of(new DateRange(from, to));
    }

    /** The value of an option that may be missing. */
    Optional<String> text(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /**
     * The value of an option that may not be missing.
     *
     * @throws UsageException if it is missing or blank
     */
    String required(Option option) {
        return text(option.name())
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new UsageException(
                        "Option " + option.name() + " " + option.value() + " is needed: " + option.text() + "."));
    }

    /** The names that an option lists, parted by commas; none if it is missing. */
    String[] names(Option option) {
        return text(option.name()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    /** Whether an option is there. */
    boolean has(String option) {
        return values.containsKey(option);
    }

    private Optional<Path> file(String option) {
        Optional<Path> path = text(option).map(Path::of);
        path.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new UsageException("Option " + option + ": there is no readable file " + file.toAbsolutePath() + ".");
        });
        return path;
    }

    private @Nullable LocalDate day(String option) {
        String text = values.get(option);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("Option " + option + ": '" + text + "' is no day; write it as 2026-11-23.");
        }
    }

    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new UsageException(
                        "Option --as-of: " + text + " is not within " + EARLIEST + " and " + LATEST + ".");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw new UsageException("Option --as-of: '" + text
                    + "' is no instant; write it in UTC as 2026-11-23T07:00:00Z, or with an offset.");
        }
    }
}
