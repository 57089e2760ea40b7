package io.banditpipeline.campaign;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a platform calls the thing that a row speaks of, within one account.
 *
 * @param level its depth in the platform's tree
 * @param id its id on the platform, unique within account and level
 */
public record EntityRef(Level level, String id) implements Serializable {
    /** @throws IllegalArgumentException if {@code id} is blank or longer than 190 characters */
    public EntityRef {
        Objects.requireNonNull(level, "level");
        Names.require("id", id);
    }
}
