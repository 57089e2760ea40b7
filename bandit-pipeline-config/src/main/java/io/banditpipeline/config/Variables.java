package io.banditpipeline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into values: <code>${NAME}</code>, <code>${NAME:-default}</code>, and <code>$${</code> for
 * a plain <code>${</code>. What a variable holds is not looked at again, so it cannot name another one.
 */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Function<String, @Nullable String> environment;

    /** @param environment the value of a variable by its name; null if it is not set */
    Variables(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * A text with its variables put in.
     *
     * @param text the text; incomplete if there are problems
     * @param hasVariable whether a part of it came from a variable
     * @param problems what is wrong, to be read after the name of the option
     */
    record Replaced(String text, boolean hasVariable, List<String> problems) {
        /** Without what variables hold. */
        @Override
        public String toString() {
            return "Replaced" + problems;
        }
    }

    /** Puts the variables into a text. */
    Replaced replace(String text) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        List<String> problems = new ArrayList<>();
        boolean hasVariable = false;
        while (references.find()) {
            String reference = references.group();
            if (reference.equals("$${")) {
                references.appendReplacement(out, Matcher.quoteReplacement("${"));
                continue;
            }
            hasVariable = true;
            references.appendReplacement(out, Matcher.quoteReplacement(value(reference, problems)));
        }
        references.appendTail(out);
        return new Replaced(out.toString(), hasVariable, problems);
    }

    private String value(String reference, List<String> problems) {
        Matcher parts = NAME.matcher(reference.substring(2, reference.length() - (reference.endsWith("}") ? 1 : 0)));
        if (!reference.endsWith("}") || !parts.matches()) {
            problems.add("has a ${ that names no variable: write ${NAME}, ${NAME:-default}, or $${ for a plain ${");
            return "";
        }
        String value = environment.apply(parts.group(1));
        String fallback = parts.group(2);
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            problems.add("needs the environment variable " + parts.group(1) + ", which is not set: set it, or write ${"
                    + parts.group(1) + ":-default}");
            return "";
        }
        return value;
    }
}
