package io.banditpipeline.alert;

import java.time.Instant;

/**
 * Something that a person should know.
 *
 * @param severity how urgent it is
 * @param code stable kind, such as {@code "allocation.held"}
 * @param subject what it is about, such as a campaign's or a source's id
 * @param message what happened, and what to do
 * @param at when
 */
public record Alert(Severity severity, String code, String subject, String message, Instant at) {
    /** How urgent an alert is. */
    public enum Severity {
        /** Worth a look. */
        WARNING,
        /** Money or data is at stake. */
        CRITICAL
    }
}
