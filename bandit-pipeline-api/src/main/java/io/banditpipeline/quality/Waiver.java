package io.banditpipeline.quality;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets data break a rule for a time: what the rule finds is then only noted.
 *
 * @param rule the rule's id
 * @param platform the platform that it is waived for, or null for all
 * @param accountId the id of the account that it is waived for, or null for all
 * @param until the first instant at which the rule counts again
 * @param reason why, for the report
 */
public record Waiver(
        String rule, @Nullable String platform, @Nullable String accountId, Instant until, String reason) {
    /** @throws IllegalArgumentException if the reason is blank, or an account is named without its platform */
    public Waiver {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(until, "until");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason of the waiver of " + rule + " must not be blank");
        }
        if (accountId != null && platform == null) {
            throw new IllegalArgumentException(
                    "the waiver of " + rule + " names account " + accountId + " without its platform: name both");
        }
    }

    /** Waives a rule for everybody. */
    public static Waiver of(String rule, Instant until, String reason) {
        return new Waiver(rule, null, null, until, reason);
    }
}
