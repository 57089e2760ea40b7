package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import org.jspecify.annotations.Nullable;

/** References to entities of one level by their numbers, of which the latest are kept. Not thread-safe. */
final class EntityRefs {
    private static final int BITS = 14;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Level level;
    private final long[] ids = new long[1 << BITS];
    private final @Nullable EntityRef[] refs = new @Nullable EntityRef[1 << BITS];

    EntityRefs(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    EntityRef of(long id) {
        int slot = (int) (id * SPREAD >>> Long.SIZE - BITS);
        EntityRef known = refs[slot];
        if (known != null && ids[slot] == id) {
            return known;
        }
        EntityRef made = new EntityRef(level, Long.toString(id));
        ids[slot] = id;
        refs[slot] = made;
        return made;
    }

    /** The number of a text, or 0 if it is none that fits. */
    static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
