package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes conversions as Meta does: the same purchase under several types, and for several windows.
 *
 * @param exactWindow the window, or {@code "value"}, that has just what the data says; the others are derived from it
 * @param purchaseTypes the types under which each purchase appears
 */
record MetaActions(String exactWindow, List<String> purchaseTypes) {
    /** What is usual: value is that of 7 days after a click and 1 day after a view. */
    static final String ATTRIBUTION_SETTING = "7d_click_1d_view";

    /** How many of 100 conversions within 28 days after a click each window has. */
    private static final Map<String, Integer> PARTS =
            Map.of("1d_view", 10, "1d_click", 60, "7d_click", 90, "28d_click", 100, "value", 100);

    MetaActions {
        purchaseTypes = List.copyOf(purchaseTypes);
        if (!PARTS.containsKey(exactWindow)) {
            throw new IllegalArgumentException("window must be one of " + PARTS.keySet() + ", but is " + exactWindow);
        }
    }

    /** Link clicks, carts and purchases; empty if there are none. */
    List<Map<String, Object>> actions(Metrics metrics, List<String> windows) {
        List<Map<String, Object>> actions = new ArrayList<>();
        add("link_click", Micros.ofUnits(metrics.clicks()), List.of(), actions);
        add("add_to_cart", 3 * metrics.conversionMicros(), windows, actions);
        purchaseTypes.forEach(type -> add(type, metrics.conversionMicros(), windows, actions));
        return actions;
    }

    /** What carts and purchases are worth; empty if there are none. */
    List<Map<String, Object>> values(Metrics metrics, List<String> windows) {
        List<Map<String, Object>> values = new ArrayList<>();
        add("add_to_cart", 3 * metrics.revenueMicros(), windows, values);
        purchaseTypes.forEach(type -> add(type, metrics.revenueMicros(), windows, values));
        return values;
    }

    /** A decimal without zeros at its end. */
    static String decimal(long micros) {
        return micros == 0 ? "0" : Micros.toDecimal(micros).stripTrailingZeros().toPlainString();
    }

    private void add(String type, long micros, List<String> windows, List<Map<String, Object>> actions) {
        if (micros == 0) {
            return;
        }
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("action_type", type);
        action.put("value", decimal(type.equals("link_click") ? micros : part("value", micros)));
        for (String window : windows) {
            long part = part(window, micros);
            if (part > 0) {
                action.put(window, decimal(part));
            }
        }
        actions.add(action);
    }

    private long part(String window, long micros) {
        return window.equals(exactWindow)
                ? micros
                : Math.multiplyExact(micros, (long) PARTS.getOrDefault(window, 0))
                        / PARTS.getOrDefault(exactWindow, 100);
    }
}
