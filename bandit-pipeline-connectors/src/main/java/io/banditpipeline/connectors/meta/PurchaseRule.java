package io.banditpipeline.connectors.meta;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which types of action count as purchases. Meta reports one purchase under several types: those of the first rank that
 * is there count, and no others.
 *
 * @param ranks the types of each rank, best first; types of one rank are parts, which are added
 */
record PurchaseRule(List<List<String>> ranks) {
    static final PurchaseRule DEFAULT = of(
            "omni_purchase",
            "purchase",
            "offsite_conversion.fb_pixel_purchase+app_custom_event.fb_mobile_purchase+onsite_conversion.purchase");

    /** Copies the lists. */
    PurchaseRule {
        ranks = ranks.stream().map(List::copyOf).toList();
    }

    /**
     * A rule by its ranks as text.
     *
     * @param ranks the types of a rank, parted by {@code +}
     * @throws IllegalArgumentException if there is no rank, or if a type is blank or comes twice
     */
    static PurchaseRule of(String... ranks) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException("name at least one type of action, such as \"omni_purchase\"");
        }
        Set<String> seen = new HashSet<>();
        List<List<String>> lists = new ArrayList<>();
        for (String rank : ranks) {
            lists.add(Stream.of(rank.split("\\+", -1)).map(String::strip).toList());
        }
        lists.forEach(types -> types.forEach(type -> {
            if (type.isEmpty() || !seen.add(type)) {
                throw new IllegalArgumentException(
                        "types of action must not be blank or named twice, but \"" + type + "\" is");
            }
        }));
        return new PurchaseRule(lists);
    }

    /** All types that some rules name, each once. */
    static List<String> types(Collection<PurchaseRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.ranks().stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
