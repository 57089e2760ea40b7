package io.banditpipeline.config;

import io.banditpipeline.connectors.internal.yaml.Place;
import io.banditpipeline.connectors.internal.yaml.YamlNode;
import io.banditpipeline.internal.text.NearestName;
import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.security.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the values of a document by the table of options. One instance reads one document; not thread-safe. */
final class Document {
    private static final int LONGEST_SHOWN = 60;
    private static final String TYPE = "type";

    private final Variables variables;
    private final Problems problems;
    private final Values values = new Values();

    private Document(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * Reads all values.
     *
     * @param problems takes what is wrong
     */
    static Values read(YamlNode.Section top, Variables variables, Problems problems) {
        Document document = new Document(variables, problems);
        document.section(top, "", "");
        return document.values;
    }

    /**
     * @param pattern the path of the section as the table has it
     * @param path its path in this file
     */
    private void section(YamlNode.Section section, String pattern, String path) {
        section.repeated().forEach(again -> {
            entry(pattern, path, again.key(), again.before(), again.before().place());
            problems.add(again.place(), join(path, shownKey(again.key())) + " comes twice in its section: keep one");
        });
        section.entries().forEach((key, node) -> {
            Place place = section.keys().getOrDefault(key, node.place());
            entry(pattern, path, key, node, place);
        });
    }

    private void entry(String pattern, String path, String key, YamlNode node, Place place) {
        String here = join(path, key);
        List<String> free =
                Options.children(pattern).stream().filter(FreeName::is).toList();
        if (!free.isEmpty()) {
            named(free.stream().map(name -> join(pattern, name)).toList(), here, key, node, place);
        } else if (Options.isSection(join(pattern, key))) {
            inner(join(pattern, key), here, node, place);
        } else {
            Options.find(join(pattern, key))
                    .ifPresentOrElse(
                            option -> value(option, here, node, place), () -> unknown(pattern, path, key, node, place));
        }
    }

    /**
     * A section or value whose name is free.
     *
     * @param patterns what it can be; if there are several, its key {@code type} says which
     */
    private void named(List<String> patterns, String path, String key, YamlNode node, Place place) {
        if (!key.matches(Options.FREE_NAME)) {
            problems.add(
                    place,
                    path.substring(0, path.length() - key.length()) + shownKey(key)
                            + " must have a name of 1 to 100 letters, digits, _ and -");
            return;
        }
        Option<?> option = Options.find(patterns.get(0)).orElse(null);
        if (option != null) {
            value(option, path, node, place);
            return;
        }
        values.found(path, node.place());
        if (patterns.size() > 1) {
            typed(patterns, path, node, place);
        } else if (!node.isNull()) {
            inner(patterns.get(0), path, node, place);
        }
    }

    /** A section whose keys depend on its type. */
    private void typed(List<String> patterns, String path, YamlNode node, Place place) {
        Option<?> type = Options.find(join(patterns.get(0), TYPE)).orElseThrow();
        YamlNode named =
                node instanceof YamlNode.Section section ? section.entries().get(TYPE) : null;
        if (!(node instanceof YamlNode.Section section) || named == null) {
            problems.add(
                    place,
                    path + "." + TYPE + " is missing: write " + type.kind().allowed()
                            + ", and what belongs to it: docs/configuration.md lists it");
            return;
        }
        String text = named instanceof YamlNode.Scalar scalar
                ? variables.replace(scalar.text()).text()
                : "";
        patterns.stream()
                .filter(pattern -> FreeName.sample(pattern.substring(pattern.lastIndexOf('.') + 1))
                        .equals(text))
                .findFirst()
                .ifPresentOrElse(
                        pattern -> section(section, pattern, path),
                        () -> value(
                                type, join(path, TYPE), named, section.keys().getOrDefault(TYPE, place)));
    }

    private void inner(String pattern, String path, YamlNode node, Place place) {
        if (node instanceof YamlNode.Section section) {
            values.found(path, place);
            section(section, pattern, path);
        } else if (!node.isNull()) {
            problems.add(node.place(), path + " must be a section of keys and values: " + known(pattern));
        }
    }

    private <T> void value(Option<T> option, String path, YamlNode node, Place place) {
        values.found(path, node.isNull() ? place : node.place());
        if (node.isNull()) {
            problems.add(place, path + " has no value: write " + option.kind().allowed() + ", or remove the line");
        } else if (node instanceof YamlNode.Scalar scalar) {
            Variables.Replaced replaced = variables.replace(scalar.text());
            replaced.problems().forEach(problem -> problems.add(node.place(), path + " " + problem));
            if (replaced.problems().isEmpty()) {
                parse(option.kind(), path, scalar, replaced);
            }
        } else if (node instanceof YamlNode.Items items && option.kind().element() != null) {
            list(option.kind().element(), path, items);
        } else {
            problems.add(
                    node.place(),
                    path + " must be a single value, not a list or a section: "
                            + option.kind().allowed());
        }
    }

    private void list(Kind<?> element, String path, YamlNode.Items items) {
        List<Object> found = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        boolean variable = false;
        for (YamlNode node : items.items()) {
            String at = path + "[" + (shown.size() + 1) + "]";
            shown.add("");
            if (!(node instanceof YamlNode.Scalar scalar) || node.isNull()) {
                problems.add(node.place(), at + " must be " + element.allowed() + ", and a single value");
                continue;
            }
            Variables.Replaced replaced = variables.replace(scalar.text());
            replaced.problems().forEach(problem -> problems.add(node.place(), at + " " + problem));
            if (replaced.problems().isEmpty()) {
                variable |= replaced.hasVariable();
                item(element, at, scalar, replaced, found, shown);
            }
        }
        if (found.size() == items.items().size()) {
            values.put(path, List.copyOf(found), "[" + String.join(", ", shown) + "]", variable);
        }
    }

    private <E> void item(
            Kind<E> element,
            String path,
            YamlNode.Scalar scalar,
            Variables.Replaced replaced,
            List<Object> found,
            List<String> shown) {
        try {
            E value = element.parser().parse(replaced.text());
            found.add(value);
            String text = replaced.hasVariable()
                    ? Printable.line(scalar.text(), LONGEST_SHOWN)
                    : element.shown().apply(value);
            shown.set(shown.size() - 1, text);
        } catch (BadValue bad) {
            refuse(element, path, scalar, replaced, bad);
        }
    }

    private <T> void parse(Kind<T> kind, String path, YamlNode.Scalar scalar, Variables.Replaced replaced) {
        try {
            T value = kind.parser().parse(replaced.text());
            boolean hidden = replaced.hasVariable() && !kind.secret();
            values.put(
                    path,
                    value,
                    hidden
                            ? Printable.line(scalar.text(), LONGEST_SHOWN)
                            : kind.shown().apply(value),
                    replaced.hasVariable());
            if (kind.type() == Secret.class
                    && !replaced.hasVariable()
                    && !scalar.text().isBlank()) {
                values.literal(path);
            }
        } catch (BadValue bad) {
            refuse(kind, path, scalar, replaced, bad);
        }
    }

    private void refuse(Kind<?> kind, String path, YamlNode.Scalar scalar, Variables.Replaced replaced, BadValue bad) {
        String written = Printable.line(scalar.text(), LONGEST_SHOWN);
        String is;
        if (kind.secret() || mayHoldCredentials(replaced.text())) {
            is = "; what it is now is not shown";
        } else if (replaced.hasVariable()) {
            is = ", but is " + written + ", and what the variable holds is not shown";
        } else {
            is = ", but is \"" + written + "\"";
        }
        problems.add(
                scalar.place(),
                path + " must be " + kind.allowed() + is + (bad.hint().isEmpty() ? "" : ": " + bad.hint()));
    }

    /** An address with a user or parameters. */
    private static boolean mayHoldCredentials(String text) {
        return text.contains("://") && (text.contains("@") || text.contains("?"));
    }

    /** A name without a value may be a value without a name: it is shown only if a known one is near (R11). */
    private void unknown(String pattern, String path, String key, YamlNode node, Place place) {
        List<String> known = Options.children(pattern);
        Optional<String> near = NearestName.of(key, known);
        String shown = near.isEmpty() && node.isNull() ? "\"...\"" : shownKey(key);
        problems.add(
                place,
                "there is no " + join(path, shown)
                        + near.map(name -> ": did you mean " + name + "?").orElseGet(() -> elsewhere(key)) + " Known "
                        + (path.isEmpty() ? "here" : "in " + path) + ": " + String.join(", ", known));
    }

    private static String elsewhere(String key) {
        List<String> paths = Options.ALL.stream()
                .filter(option -> option.key().equals(key))
                .map(Option::path)
                .toList();
        return paths.isEmpty()
                ? "."
                : ": it belongs to "
                        + paths.stream()
                                .map(path -> FreeName.shown(path, "job"))
                                .collect(Collectors.joining(" or "))
                        + ".";
    }

    private static String known(String section) {
        List<String> names = Options.children(section);
        return names.stream().anyMatch(FreeName::is) ? "names of your own" : String.join(", ", names);
    }

    /** A key that is none may hold what was meant to be its value: only its first word is shown (R11). */
    private static String shownKey(String key) {
        int end = 0;
        while (end < key.length() && end < LONGEST_SHOWN && isWord(key.charAt(end))) {
            end++;
        }
        return end == key.length() && end > 0 ? key : "\"" + key.substring(0, end) + "...\"";
    }

    private static boolean isWord(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || character == '_' || character == '-');
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
