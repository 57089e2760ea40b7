package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.internal.text.NearestName;
import io.banditpipeline.metric.SourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names of a report's columns. Immutable and thread-safe.
 *
 * <p>A column that is needed and not there ends the fetch: guessing would count something else.
 */
final class ReportHeader {
    private static final int MOST_SHOWN = 40;
    private static final int TWICE = -1;

    private final List<String> names;
    private final Map<String, Integer> byName = new HashMap<>();

    /** @param cells the cells of the header row */
    ReportHeader(List<String> cells) {
        this.names = cells.stream().map(Words::stripped).toList();
        for (int i = 0; i < names.size(); i++) {
            byName.merge(Words.folded(names.get(i)), i, (first, second) -> TWICE);
        }
    }

    int size() {
        return names.size();
    }

    /** The name as the report writes it. */
    String name(int index) {
        return names.get(index);
    }

    /**
     * Where the first of some names stands that is there.
     *
     * @throws SourceException if that name comes more than once
     */
    OptionalInt find(List<String> candidates) {
        for (String candidate : candidates) {
            Integer index = byName.get(Words.folded(candidate));
            if (index != null && index == TWICE) {
                throw wrong("the column " + Words.quoted(candidate) + " comes more than once; take all but one out of"
                        + " the template");
            }
            if (index != null) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Where a needed column stands.
     *
     * @param candidates the names that it is looked for by, the usual one first
     * @param purpose what it is needed for
     * @param remedy which setting says otherwise
     * @throws SourceException if there is none
     */
    int need(List<String> candidates, String purpose, String remedy) {
        return find(candidates).orElseThrow(() -> missing(candidates.get(0), purpose, remedy));
    }

    SourceException missing(String name, String purpose, String remedy) {
        String nearest = NearestName.of(name, names)
                .map(near -> "; the nearest there is " + Words.quoted(near))
                .orElse("");
        return wrong("there is no column " + Words.quoted(name) + ", which is needed for " + purpose + nearest
                + "; add it to the template, or " + remedy + ". The columns are " + shown());
    }

    private static SourceException wrong(String text) {
        return new SourceException(SourceException.Kind.CONFIGURATION, "the report cannot be read: " + text, null);
    }

    private String shown() {
        String shown = String.join(
                ", ", names.stream().limit(MOST_SHOWN).map(Words::quoted).toList());
        return names.size() <= MOST_SHOWN ? shown : shown + " and " + (names.size() - MOST_SHOWN) + " more";
    }
}
