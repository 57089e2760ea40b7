package io.banditpipeline.webhook;

import java.time.Instant;

/**
 * Tells whether a push is genuine.
 *
 * <p>A verifier promises to compare signatures in constant time, to look at bytes rather than text, and to put no
 * secret in its answer. Implementations are thread-safe.
 */
@FunctionalInterface
public interface WebhookVerifier {
    /**
     * Judges a request.
     *
     * @param request the request as received
     * @param receivedAt when it was received, to judge its age
     */
    Verification verify(WebhookRequest request, Instant receivedAt);

    /** The judgement. */
    sealed interface Verification {
        /**
         * Genuine.
         *
         * @param eventId the sender's id of the event, by which repeats are told
         */
        record Accepted(String eventId) implements Verification {}

        /**
         * Not genuine, too old, or unreadable.
         *
         * @param reason why; safe to log
         */
        record Refused(String reason) implements Verification {}
    }
}
