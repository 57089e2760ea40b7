package io.banditpipeline.connectors.csv;

import io.banditpipeline.internal.text.NearestName;
import java.util.Collection;

/** Suggests the known name that a mistyped one was meant to be. */
final class Nearest {
    private Nearest() {}

    /** {@code , the nearest is "x"}, or {@code ""} if no known name is near. */
    static String suggestion(String typed, Collection<String> known) {
        return NearestName.of(typed, known)
                .map(name -> ", the nearest is \"" + name + "\"")
                .orElse("");
    }
}
