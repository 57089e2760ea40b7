package io.banditpipeline.connectors.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The names of a file's columns. Names are equal if they differ only in case and spacing. Immutable. */
final class Header {
    private static final int MOST_SHOWN = 40;

    private final List<String> names;
    private final Map<String, List<Integer>> byName = new HashMap<>();

    Header(List<String> cells) {
        this.names = cells.stream().map(Cells::strip).toList();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(fold(names.get(i)), name -> new ArrayList<>()).add(i);
        }
    }

    private static String fold(String name) {
        return Cells.strip(name).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    boolean has(String name) {
        return byName.containsKey(fold(name));
    }

    /** Where the column stands, or empty if there is none, or more than one. */
    OptionalInt find(String name) {
        List<Integer> found = byName.getOrDefault(fold(name), List.of());
        return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
    }

    /** Why a column cannot be used, or {@code ""} if it can. */
    String fault(String name, String role) {
        List<Integer> found = byName.getOrDefault(fold(name), List.of());
        if (found.isEmpty()) {
            return "there is no column \"" + name + "\" (" + role + ")" + Nearest.suggestion(name, names);
        }
        return found.size() == 1
                ? ""
                : "the column \"" + name + "\" (" + role + ") comes " + found.size() + " times, in columns "
                        + positions(found) + "; rename all but one";
    }

    private static String positions(List<Integer> found) {
        return String.join(", ", found.stream().map(i -> String.valueOf(i + 1)).toList());
    }

    /** The names, for a message. */
    String shown() {
        String shown = String.join(", ", names.stream().limit(MOST_SHOWN).map(Cells::shorten).toList());
        return names.size() <= MOST_SHOWN ? shown : shown + ", ... (" + names.size() + " columns)";
    }
}
