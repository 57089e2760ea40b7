package io.banditpipeline.campaign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes arm ids out of names. Immutable. */
final class NamePattern {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final String ACCOUNT = "account";

    private final Pattern pattern;
    private final String template;

    NamePattern(Pattern pattern, String template) {
        this.pattern = pattern;
        this.template = template;
        Names.require("armId", template);
        Set<String> groups = new HashSet<>(names(GROUP, pattern.pattern()));
        groups.add(ACCOUNT);
        names(PLACE, template).stream()
                .filter(name -> !groups.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("armId '" + template + "' names the group '" + name
                            + "', which the pattern " + pattern + " lacks; it has " + groups);
                });
    }

    private static List<String> names(Pattern of, String text) {
        return of.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The id, if the entity or one above it is named so; the nearest counts. */
    Optional<String> armId(Account account, Entity entity, List<Entity> above) {
        List<Entity> upwards = new ArrayList<>(List.of(entity));
        for (int i = above.size() - 1; i >= 0; i--) {
            upwards.add(above.get(i));
        }
        return upwards.stream()
                .map(named -> pattern.matcher(named.name()))
                .filter(Matcher::matches)
                .findFirst()
                .map(match -> filled(match, account));
    }

    private String filled(Matcher match, Account account) {
        return PLACE.matcher(template).replaceAll(place -> {
            String name = place.group(1);
            String value = name.equals(ACCOUNT) ? account.id() : match.group(name);
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
    }
}
