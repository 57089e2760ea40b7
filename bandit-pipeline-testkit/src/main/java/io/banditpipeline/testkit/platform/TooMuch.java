package io.banditpipeline.testkit.platform;

/**
 * From which size on a simulated Google Ads account does not answer queries.
 *
 * @param days the most days of one query
 * @param entityDays the most days times entities of one query
 * @param answer what is answered to more
 */
public record TooMuch(long days, long entityDays, Answer answer) {
    /** What is answered. */
    public enum Answer {
        /** Status 504 with {@code internalError.DEADLINE_EXCEEDED}. */
        DEADLINE_EXCEEDED,
        /** Status 429 with {@code quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION}. */
        EXCESSIVE_CONSUMPTION,
        /** Status 200 and the first batch, then an error in place of the next one. */
        ERROR_WITHIN_STREAM
    }
}
