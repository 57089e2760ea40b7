package io.banditpipeline.quality;

import io.banditpipeline.metric.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What batch rules may use besides the rows.
 *
 * @param slice the slice that is checked
 * @param now the moment of the check
 * @param arms the recent days of the arms of the slice's account as they were stored before this slice, by arm id; arms
 *     without any fact are missing
 * @param armByEntity the arm of each mapped entity id of the slice's level
 */
public record BatchContext(Slice slice, Instant now, Map<String, ArmHistory> arms, Map<String, String> armByEntity) {
    /** The recent days of the arm of an entity that has no other entity; null if there are none. */
    public @org.jspecify.annotations.Nullable ArmHistory of(String entityId) {
        String arm = armByEntity.get(entityId);
        return arm == null ? null : arms.get(arm);
    }

    /** The histories, by arm id. */
    public List<ArmHistory> histories() {
        return List.copyOf(arms.values());
    }
}
