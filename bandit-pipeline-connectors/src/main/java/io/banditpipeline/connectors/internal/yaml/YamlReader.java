package io.banditpipeline.connectors.internal.yaml;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.internal.text.Printable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document from its events. What files of settings have no use for is refused, so that nothing is
 * repeated or made behind the reader's back: anchors, aliases, tags, several documents, nesting without end. Messages
 * never show what stands in the file, which may hold secrets (R11). One instance reads one text; not thread-safe.
 */
public final class YamlReader {
    private static final int MAX_DEPTH = 20;
    private static final int LONGEST_PROBLEM = 200;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Iterator<Event> events;
    private final String what;
    private final List<String> problems = new ArrayList<>();

    private YamlReader(Iterator<Event> events, String what) {
        this.events = events;
        this.what = what;
    }

    /**
     * Reads a text.
     *
     * @param text the text
     * @param what what it is, for messages
     * @return its value; empty if there is none
     * @throws ConfigurationException if it is not YAML, or has what is refused
     */
    public static Optional<YamlNode> read(String text, String what) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the caller has seen to the length
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            Iterable<Event> events = new Yaml(options).parse(new StringReader(unmarked));
            return new YamlReader(events.iterator(), what).document();
        } catch (MarkedYAMLException malformed) {
            throw unusable(what, at(place(malformed.getProblemMark()), "this is not YAML: " + problem(malformed)));
        } catch (ReaderException forbidden) {
            String code = String.format(Locale.ROOT, "U+%04X", forbidden.getCodePoint());
            throw unusable(
                    what,
                    at(
                            place(unmarked, forbidden.getPosition()),
                            "the character " + code + " is not allowed in YAML: remove it"));
        } catch (YAMLException malformed) {
            throw unusable(what, "this is not YAML");
        }
    }

    /** What the parser says, without its picture of the place, which shows what it read. */
    private static String problem(MarkedYAMLException malformed) {
        String problem = malformed.getProblem();
        if (problem == null) {
            return "it breaks off";
        }
        if (problem.contains("\\t") || problem.contains("'\t")) {
            return "a tab stands where only spaces may: indent with spaces";
        }
        if (problem.contains("tag handle")) {
            return "tags (!name) are not read: remove it";
        }
        Mark begin = malformed.getContextMark();
        String context = malformed.getContext() == null || begin == null
                ? ""
                : malformed.getContext() + " from line " + place(begin).line() + " on, ";
        return Printable.line(context + problem.lines().findFirst().orElse(""), LONGEST_PROBLEM);
    }

    private Optional<YamlNode> document() {
        YamlNode first = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                if (first != null) {
                    problems.add(at(place(event), "a second document begins here: keep one"));
                    break;
                }
                first = node(events.next(), 1);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(what, problems);
        }
        return Optional.ofNullable(first);
    }

    private YamlNode node(Event event, int depth) {
        Place place = place(event);
        if (depth > MAX_DEPTH) {
            throw unusable(what, at(place, "more than " + MAX_DEPTH + " levels are nested: is it the right file?"));
        }
        refuse(event, place);
        if (event instanceof ScalarEvent scalar) {
            boolean isNull = scalar.getScalarStyle() == ScalarStyle.PLAIN && NULLS.contains(scalar.getValue());
            return new YamlNode.Scalar(place, isNull ? "" : scalar.getValue(), isNull);
        }
        if (event instanceof SequenceStartEvent) {
            return items(place, depth);
        }
        return event instanceof MappingStartEvent ? section(place, depth) : new YamlNode.Scalar(place, "", true);
    }

    private void refuse(Event event, Place place) {
        if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
            problems.add(at(place, "anchors (&name) and aliases (*name) are not read: write the value out"));
        }
        if (tag(event) != null) {
            problems.add(at(place, "tags (!name) are not read: remove it"));
        }
    }

    private static @Nullable String tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        if (event instanceof MappingStartEvent mapping) {
            return mapping.getTag();
        }
        return event instanceof SequenceStartEvent sequence ? sequence.getTag() : null;
    }

    private YamlNode items(Place place, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Items(place, items);
    }

    private YamlNode section(Place place, int depth) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        List<YamlNode.Repeated> repeated = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (key instanceof YamlNode.Scalar name) {
                String text = name.isNull() ? "null" : name.text();
                YamlNode before = entries.put(text, value);
                if (before != null) {
                    repeated.add(new YamlNode.Repeated(name.place(), text, before));
                }
                keys.put(text, name.place());
            } else {
                problems.add(at(key.place(), "a key must be a single word"));
            }
        }
        return new YamlNode.Section(place, entries, keys, repeated);
    }

    private static Place place(Event event) {
        return place(event.getStartMark());
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.start() : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place place(String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(character -> character == '\n').count();
        return new Place(line + 1, before.length() - before.lastIndexOf('\n'));
    }

    private static String at(Place place, String problem) {
        return place + ": " + problem;
    }

    private static ConfigurationException unusable(String what, String problem) {
        return new ConfigurationException(what, List.of(problem));
    }
}
