package io.banditpipeline.benchmarks.harness;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of a call: operands by their place, then {@code --name value} pairs. */
public final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws UsageException if an option is unknown, is given twice, or lacks its value
     */
    public static Arguments parse(List<String> words, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String name = optionName(rest.next(), known);
            if (!rest.hasNext()) {
                throw new UsageException("--" + name + " needs a value");
            }
            if (values.put(name, rest.next()) != null) {
                throw new UsageException("--" + name + " is given twice");
            }
        }
        return new Arguments(values);
    }

    /**
     * Reads operands, of which all must be there, and then {@code --name value} pairs.
     *
     * @throws UsageException if an operand is missing, or an option is unknown, is given twice, or lacks its value
     */
    public static Arguments parse(List<String> words, List<String> operands, Set<String> known) {
        for (int i = 0; i < operands.size(); i++) {
            if (i == words.size() || words.get(i).startsWith("--")) {
                throw new UsageException(
                        "needs " + String.join(" ", operands) + ", but " + operands.get(i) + " is missing");
            }
        }
        Arguments arguments = parse(words.subList(operands.size(), words.size()), known);
        for (int i = 0; i < operands.size(); i++) {
            arguments.values.put(operands.get(i), words.get(i));
        }
        return arguments;
    }

    /** An operand, as a path. */
    public Path path(String operand) {
        String text = values.get(operand);
        if (text == null) {
            throw new IllegalArgumentException("there is no operand " + operand + ", but " + values.keySet());
        }
        return Path.of(text);
    }

    private static String optionName(String word, Set<String> known) {
        if (!word.startsWith("--") || !known.contains(word.substring(2))) {
            throw new UsageException("unknown option '" + word + "'; known: "
                    + known.stream().sorted().map(option -> "--" + option).toList());
        }
        return word.substring(2);
    }

    /**
     * A positive whole number.
     *
     * @throws UsageException if it is none
     */
    public int positive(String name, int byDefault) {
        String text = values.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notPositive(name, text);
        }
        throw notPositive(name, text);
    }

    private static UsageException notPositive(String name, String text) {
        return new UsageException("--" + name + " must be a positive whole number, but is '" + text + "'");
    }

    /**
     * One of some words.
     *
     * @throws UsageException if it is none of them
     */
    public String oneOf(String name, String byDefault, List<String> allowed) {
        String text = values.getOrDefault(name, byDefault);
        if (!allowed.contains(text)) {
            throw new UsageException("--" + name + " must be one of " + allowed + ", but is '" + text + "'");
        }
        return text;
    }
}
