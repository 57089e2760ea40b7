package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException.Kind;
import java.util.Set;

/** What answers of The Trade Desk mean, by what they say and, failing that, by their HTTP status. */
enum ErrorRule {
    NO_CONTENT("2xx without an error", FailureClass.OK_EMPTY, NO_STATUS, "nothing was found"),
    TOO_MANY_REQUESTS(
            "429, or Message \"Too Many Requests\"",
            FailureClass.THROTTLED,
            Set.of(429),
            "too many calls of one endpoint in a minute: it is left alone for the time that retry-after names, else for"
                    + " 60 seconds"),
    TOKEN_REFUSED(
            "401, or GraphQL code of authentication",
            FailureClass.AUTH_REFRESH_ONCE,
            Set.of(401),
            "the token is over or wrong: a login gets another one, once; a long-lived token must be replaced"),
    NO_ACCESS(
            "403, or GraphQL code of authorization",
            FailureClass.CONFIG,
            Kind.PERMISSION,
            Set.of(403),
            "the credentials have no access, or there is no such partner, advertiser or report: check the id and what"
                    + " the user may see"),
    GONE(
            "410",
            FailureClass.CONFIG,
            Kind.GONE,
            Set.of(410),
            "this part of the platform's API was switched off: a newer release of the connector is needed"),
    REDIRECTED(
            "3xx",
            FailureClass.CONFIG,
            NO_STATUS,
            "the call was sent elsewhere, which is not followed: check the base address"),
    INVALID_REQUEST(
            "400, with ErrorDetails",
            FailureClass.FATAL,
            Set.of(400, 422),
            "the platform does not take the request: the properties named in the message are wrong"),
    NOT_FOUND("404", FailureClass.FATAL, Set.of(404), "there is no such address: check the base address and the ids"),
    REFUSED("other 4xx", FailureClass.FATAL, Set.of(501, 505), "the platform does not take such a request"),
    USER_ERRORS(
            "2xx with userErrors",
            FailureClass.FATAL,
            NO_STATUS,
            "the platform did not do what was asked: the fields named in the message are wrong"),
    GRAPHQL_ERROR("2xx with errors of GraphQL", FailureClass.FATAL, NO_STATUS, "the platform does not take the query"),
    NOT_JSON(
            "2xx with a page of HTML",
            FailureClass.RETRYABLE_FEW,
            NO_STATUS,
            "something between here and the platform answered in its place: a proxy, or a page of maintenance"),
    CONFLICT("409", FailureClass.RETRYABLE_FEW, Set.of(409), "something else was being changed at the same time"),
    PASSING(
            "408, 425, 5xx, or GraphQL code of an internal error",
            FailureClass.RETRYABLE,
            Set.of(408, 425),
            "the platform is in trouble, which passes");

    private final String when;
    private final FailureClass failureClass;
    private final Kind kind;
    private final Set<Integer> statuses;
    private final String advice;

    ErrorRule(String when, FailureClass failureClass, Set<Integer> statuses, String advice) {
        this(when, failureClass, failureClass.usualKind(), statuses, advice);
    }

    ErrorRule(String when, FailureClass failureClass, Kind kind, Set<Integer> statuses, String advice) {
        this.when = when;
        this.failureClass = failureClass;
        this.kind = kind;
        this.statuses = statuses;
        this.advice = advice;
    }

    /** The rule of an error's status. */
    static ErrorRule ofStatus(int status) {
        for (ErrorRule rule : values()) {
            if (rule.statuses.contains(status)) {
                return rule;
            }
        }
        if (status >= 500) {
            return PASSING;
        }
        if (status >= 400) {
            return REFUSED;
        }
        return status >= 300 ? REDIRECTED : NO_CONTENT;
    }

    Failure failure(String code, String said) {
        String text = said.isEmpty() ? advice : said + " (" + advice + ")";
        return Failure.of(failureClass, code, text).as(kind);
    }

    /** For the documentation: what the answer looks like. */
    String when() {
        return when;
    }

    FailureClass failureClass() {
        return failureClass;
    }

    Kind kind() {
        return kind;
    }

    String advice() {
        return advice;
    }
}
