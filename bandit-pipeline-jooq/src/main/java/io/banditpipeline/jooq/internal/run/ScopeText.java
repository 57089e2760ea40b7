package io.banditpipeline.jooq.internal.run;

import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.workflow.RunScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sets of a scope as text: a line for each value, {@code campaign}, {@code platform} or {@code account} before it.
 * A line break in a value is written as {@code \n}, and {@code \} as {@code \\}.
 */
final class ScopeText {
    private static final String CAMPAIGN = "campaign";
    private static final String PLATFORM = "platform";
    private static final String ACCOUNT = "account";

    private ScopeText() {}

    /** The same for the same scope. */
    static String of(RunScope scope) {
        StringBuilder lines = new StringBuilder();
        add(lines, CAMPAIGN, scope.campaigns());
        add(lines, PLATFORM, scope.platforms());
        add(lines, ACCOUNT, scope.accounts());
        return lines.toString();
    }

    /**
     * The scope that was written.
     *
     * @param lines null for a run of before scopes were kept: everything
     */
    static RunScope read(@Nullable String lines, @Nullable DateRange days) {
        Map<String, Set<String>> sets = new HashMap<>();
        if (lines != null) {
            // not lines(): other line breaks than \n are parts of values
            for (String line : lines.split("\n")) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    sets.computeIfAbsent(line.substring(0, space), kind -> new HashSet<>())
                            .add(Texts.decode(unescape(line.substring(space + 1))));
                }
            }
        }
        return new RunScope(
                sets.getOrDefault(CAMPAIGN, Set.of()),
                sets.getOrDefault(PLATFORM, Set.of()),
                sets.getOrDefault(ACCOUNT, Set.of()),
                days);
    }

    private static void add(StringBuilder lines, String kind, Set<String> values) {
        for (String value : new TreeSet<>(values)) {
            String escaped = Texts.encode(value).replace("\\", "\\\\").replace("\n", "\\n");
            lines.append(kind).append(' ').append(escaped).append('\n');
        }
    }

    private static String unescape(String escaped) {
        StringBuilder value = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                value.append(escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
