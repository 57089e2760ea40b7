package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;

/**
 * Something that a run said to be wrong.
 *
 * @param rule the id of the rule, or where it was said
 * @param severity how grave it is
 * @param subject what it is about
 * @param field the quantity that is wrong, the held row's id, or the text
 */
record Signal(String rule, Severity severity, Subject subject, String field) {
    /** The rule of plans that were held. */
    static final String PLAN_HELD = "plan.held";

    /** The rule of accounts that could not be collected. */
    static final String NOT_COLLECTED = "collect.refused";

    /** The rule of rows that wait for a mapping. */
    static final String PARKED = "collect.parked";
}
