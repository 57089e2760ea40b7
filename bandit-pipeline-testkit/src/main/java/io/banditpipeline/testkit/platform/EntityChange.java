package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.EntityRef;
import java.time.Instant;

/**
 * What happens to an entity of a simulated platform at a known moment.
 *
 * @param entity the entity
 * @param at the moment; a full local hour of its account
 * @param what what happens
 */
public record EntityChange(EntityRef entity, Instant at, What what) {
    /** What can happen to an entity. */
    public enum What {
        /** It is there from now on. */
        CREATED,
        /** It has another name. */
        RENAMED,
        /** It is switched off: it has no numbers while it is. */
        PAUSED,
        /** It is switched on again. */
        RESUMED,
        /** It is deleted: it stays in lists as removed, and so do its numbers of before. */
        REMOVED
    }
}
