package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException.Kind;

/**
 * What a code of Google's means.
 *
 * @param code the code, such as {@code "quotaError.RESOURCE_EXHAUSTED"}, or a whole group, such as
 *     {@code "queryError.*"}, of which all codes without a rule of their own are meant
 * @param failureClass what it asks of us
 * @param kind what the pipeline is told
 * @param advice what to do about it, for a person
 */
public record ErrorRule(String code, FailureClass failureClass, Kind kind, String advice) {
    static ErrorRule rule(String code, FailureClass failureClass, String advice) {
        return new ErrorRule(code, failureClass, failureClass.usualKind(), advice);
    }

    static ErrorRule rule(String code, FailureClass failureClass, Kind kind, String advice) {
        return new ErrorRule(code, failureClass, kind, advice);
    }
}
