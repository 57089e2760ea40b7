package io.banditpipeline.connectors.meta;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All types of action that may count as purchases in some account, and how to read their values. Immutable and
 * thread-safe.
 */
final class PurchaseTypes {
    /** The value by the attribution setting of the ad set. */
    static final String VALUE = "value";

    private final Map<String, Integer> indexes = new HashMap<>();
    private final int[] onlyRanks;
    private final int[][] general;
    private final Map<String, int[][]> special;
    private final List<String> windows;
    private final boolean everyValue;

    /**
     * @param general the rule that counts where no other does
     * @param special rules by the id of an account, campaign, ad set or ad
     * @param windows the attribution windows whose values are added; empty for the ad set's own setting
     */
    PurchaseTypes(PurchaseRule general, Map<String, PurchaseRule> special, List<String> windows) {
        this.windows = windows.isEmpty() ? List.of(VALUE) : List.copyOf(windows);
        this.everyValue = this.windows.equals(List.of(VALUE));
        List<PurchaseRule> rules = new ArrayList<>(special.values());
        rules.add(general);
        PurchaseRule.types(rules).forEach(type -> indexes.put(type, indexes.size()));
        this.general = ranks(general);
        this.onlyRanks = new int[indexes.size()];
        if (special.isEmpty()) {
            for (int rank = 0; rank < this.general.length; rank++) {
                for (int type : this.general[rank]) {
                    onlyRanks[type] = rank;
                }
            }
        }
        this.special = special.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, rule -> ranks(rule.getValue())));
    }

    private int[][] ranks(PurchaseRule rule) {
        return rule.ranks().stream()
                .map(rank -> rank.stream().mapToInt(this::indexOf).toArray())
                .toArray(int[][]::new);
    }

    int size() {
        return indexes.size();
    }

    /** The place of a type, or -1 if it never counts. */
    int indexOf(String type) {
        return indexes.getOrDefault(type, -1);
    }

    /** The rank of a type if there is one rule alone; 0 for all types if their ranks hang on the entity. */
    int onlyRank(int index) {
        return onlyRanks[index];
    }

    /** The fields of an action whose values are added. */
    List<String> windows() {
        return windows;
    }

    /** The windows to be asked for; empty if the ad sets' own count. */
    List<String> askedWindows() {
        return needsEveryValue() ? List.of() : windows;
    }

    /** Meta leaves a window out in which nothing happened, but never the value itself. */
    boolean needsEveryValue() {
        return everyValue;
    }

    /**
     * The ranks of the rule of an entity: its own, else that of its account, else the general one.
     *
     * @return the places of the types of each rank, best first; not to be changed
     */
    int[][] ranksOf(String accountId, String entityId) {
        return special.isEmpty() ? general : special.getOrDefault(entityId, special.getOrDefault(accountId, general));
    }
}
