package io.banditpipeline.core.internal.health;

import io.banditpipeline.run.Health;
import java.util.Set;

/**
 * What a health check found.
 *
 * @param health the snapshot
 * @param unknown the codes of problems that could not be looked for: that none is told does not mean that there is none
 */
public record Checkup(Health health, Set<String> unknown) {
    /** Copies the set. */
    public Checkup {
        unknown = Set.copyOf(unknown);
    }
}
