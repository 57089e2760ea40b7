package io.banditpipeline.connectors.csv;

import io.banditpipeline.connectors.internal.yaml.YamlNode;
import io.banditpipeline.money.Micros;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of a mapping file whose values are checked as they are read. Every mistake is noted with its line, and
 * reading goes on. Not thread-safe.
 */
final class MappingSection {
    private final String path;
    private final YamlNode.Section section;
    private final List<String> problems;

    /**
     * @param path its name, for messages; {@code ""} for the whole file
     * @param problems takes the mistakes
     * @param known the keys that it may have; empty if keys are free
     */
    MappingSection(String path, YamlNode.Section section, List<String> problems, List<String> known) {
        this.path = path;
        this.section = section;
        this.problems = problems;
        section.repeated()
                .forEach(again -> problems.add(
                        "line " + again.place().line() + ": \"" + again.key() + "\" comes twice; keep one"));
        section.entries().forEach((key, value) -> {
            if (!known.isEmpty() && !known.contains(key)) {
                note(
                        value,
                        "there is no key \"" + name(key) + "\"" + Nearest.suggestion(key, known) + ". Known here: "
                                + String.join(", ", known));
            }
        });
    }

    int line() {
        return section.line();
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private YamlNode at(String key) {
        return section.entries().getOrDefault(key, section);
    }

    private void note(YamlNode at, String problem) {
        problems.add("line " + at.line() + ": " + problem);
    }

    boolean has(String key) {
        return section.entries().containsKey(key);
    }

    /** Its values by key, each handed on with its key. */
    Map<String, YamlNode> entries() {
        return section.entries();
    }

    /** A section in it; an empty one if it is missing or is no section. */
    MappingSection section(String key, List<String> known) {
        YamlNode node = section.entries().get(key);
        if (node instanceof YamlNode.Section inner) {
            return new MappingSection(name(key), inner, problems, known);
        }
        if (node != null && !node.isNull()) {
            note(node, name(key) + " must be a section of keys and values");
        }
        YamlNode.Section none = YamlNode.Section.empty(section.place());
        return new MappingSection(name(key), none, problems, known);
    }

    /** A value, or empty if it is missing. */
    Optional<String> text(String key) {
        YamlNode node = section.entries().get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        note(node, name(key) + " must be a single value");
        return Optional.empty();
    }

    /** A value that must be there; {@code ""} with a problem noted if it is not. */
    String needText(String key) {
        Optional<String> text = text(key);
        if (!has(key)) {
            problems.add("line " + section.line() + ": " + name(key) + " is missing");
        } else if (text.isPresent() && text.get().isBlank()) {
            note(at(key), name(key) + " must not be blank");
        }
        return text.orElse("");
    }

    /** Values: a list, or a single one. */
    List<String> texts(String key) {
        YamlNode node = section.entries().get(key);
        if (!(node instanceof YamlNode.Items items)) {
            return text(key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items.items()) {
            if (item instanceof YamlNode.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                note(item, name(key) + " must be a list of single values");
            }
        }
        return texts;
    }

    /** A value that is converted; null if it is missing or, with a problem noted, wrong. */
    <T> @Nullable T value(String key, String expected, Function<String, Optional<T>> convert) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        Optional<T> value = convert.apply(text.get());
        if (value.isEmpty()) {
            note(at(key), name(key) + " must be " + expected + ", but is \"" + text.get() + "\"");
        }
        return value.orElse(null);
    }

    @Nullable
    ZoneId zone(String key) {
        return value(key, "a time zone such as Europe/Berlin", text -> attempt(text, ZoneId::of));
    }

    @Nullable
    Currency currency(String key) {
        return value(key, "a currency code such as EUR", Currencies::find);
    }

    @Nullable
    LocalDate day(String key) {
        return value(key, "a day such as 2026-03-31", text -> attempt(text, LocalDate::parse));
    }

    /** An amount in micros. */
    @Nullable
    Long money(String key) {
        return value(key, "an amount such as 1500.00, with a point and without separators", MappingSection::micros);
    }

    private static Optional<Long> micros(String text) {
        try {
            return Optional.of(Micros.of(new BigDecimal(text)));
        } catch (ArithmeticException | NumberFormatException wrong) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> attempt(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    /** One of some words. */
    <T> @Nullable T choice(String key, Map<String, T> choices) {
        return value(
                key, "one of " + String.join(", ", choices.keySet()), text -> Optional.ofNullable(choices.get(text)));
    }

    /** A single character, or the word for one that is hard to see. */
    @Nullable
    Character mark(String key) {
        Map<String, Character> words =
                Map.of("space", ' ', "tab", '\t', "comma", ',', "point", '.', "apostrophe", '\'');
        return value(
                key,
                "a single character, or one of the words apostrophe, comma, point, space, tab",
                text -> text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.ofNullable(words.get(text)));
    }

    /** Notes what the value of a key got wrong. */
    void reject(String key, String problem) {
        note(at(key), name(key) + " " + problem);
    }
}
