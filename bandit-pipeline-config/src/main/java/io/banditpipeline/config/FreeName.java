package io.banditpipeline.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that a file may choose, as paths of the table of options have them: {@code *}, or {@code *(sample)}. */
final class FreeName {
    private static final Pattern FREE = Pattern.compile("\\*(?:\\(([^)]*)\\))?");

    private FreeName() {}

    static boolean is(String name) {
        return name.startsWith("*");
    }

    /** The sample of a free name; another name as it is. */
    static String sample(String name) {
        Matcher free = FREE.matcher(name);
        return free.matches() && free.group(1) != null ? free.group(1) : name;
    }

    /** A path with a name in the place of its first free one. */
    static String first(String path, String name) {
        return FREE.matcher(path).replaceFirst(Matcher.quoteReplacement(name));
    }

    /** A path for people: samples, or {@code otherwise}, in angle brackets. */
    static String shown(String path, String otherwise) {
        return FREE.matcher(path).replaceAll(free -> "<" + (free.group(1) == null ? otherwise : free.group(1)) + ">");
    }
}
