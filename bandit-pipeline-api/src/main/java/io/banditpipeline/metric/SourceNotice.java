package io.banditpipeline.metric;

import java.time.Instant;
import java.util.Objects;

/**
 * Something of a source that will end at a known moment, so that a person can act before.
 *
 * @param kind what will end
 * @param subject what of the source it is about, such as an account's key or a version's name; not blank
 * @param at when it ends
 * @param text what ends and what to do, for a person; without secrets (R11)
 */
public record SourceNotice(Kind kind, String subject, Instant at, String text) {
    /** What will end. */
    public enum Kind {
        /** A token, key or certificate expires: then nothing can be fetched. */
        CREDENTIALS_EXPIRE,
        /** The platform switches the version of its API off that this source speaks. */
        VERSION_SUNSET
    }

    /** @throws IllegalArgumentException if the subject is blank */
    public SourceNotice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(text, "text");
        if (subject.isBlank()) {
            throw new IllegalArgumentException("subject must not be blank: name the account or the version");
        }
    }
}
