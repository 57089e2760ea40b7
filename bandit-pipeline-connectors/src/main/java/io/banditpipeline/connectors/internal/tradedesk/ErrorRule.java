package io.banditpipeline.connectors.internal.tradedesk;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException.Kind;
import java.util.Optional;

/** What answers of The Trade Desk mean, by what they say and, failing that, by their HTTP status. */
public enum ErrorRule {
    NO_CONTENT("2xx without an error", FailureClass.OK_EMPTY, "nothing was found"),
    TOO_MANY_REQUESTS(
            "429, Message \"Too Many Requests\", or code SlowDown of the report store",
            FailureClass.THROTTLED,
            "too many calls of one endpoint in a minute: it is left alone for the time that retry-after names, else for"
                    + " 60 seconds"),
    TOKEN_REFUSED(
            "401, or GraphQL code of authentication",
            FailureClass.AUTH_REFRESH_ONCE,
            "login, password or token is wrong, or the token is over: a login gets another one, once; a long-lived token"
                    + " must be replaced"),
    NO_ACCESS(
            "403, or GraphQL code of authorization",
            FailureClass.CONFIG,
            Kind.PERMISSION,
            "the credentials have no access, or there is no such partner, advertiser or report: check the id and what"
                    + " the user may see"),
    GONE(
            "410",
            FailureClass.CONFIG,
            Kind.GONE,
            "this part of the platform's API was switched off: a newer release of the connector is needed"),
    REDIRECTED(
            "3xx", FailureClass.CONFIG, "the call was sent elsewhere, which is not followed: check the base address"),
    INVALID_REQUEST(
            "400, with ErrorDetails",
            FailureClass.FATAL,
            "the platform does not take the request: the properties named in the message are wrong"),
    LINK_OVER(
            "code of the report store, such as ExpiredToken, AccessDenied or NoSuchKey",
            FailureClass.RESTART_SLICE,
            "the link to the report file does not hold any more: the slice is asked for from its start"),
    TOO_LARGE("413", FailureClass.SPLIT, "the request is too large: it is asked for in smaller pieces"),
    NOT_FOUND("404", FailureClass.CONFIG, "there is no such address: check the base address and the ids"),
    REFUSED("other 4xx", FailureClass.FATAL, "the platform does not take such a request"),
    USER_ERRORS(
            "2xx with userErrors",
            FailureClass.FATAL,
            "the platform did not do what was asked: the fields named in the message are wrong"),
    GRAPHQL_ERROR("2xx with errors of GraphQL", FailureClass.FATAL, "the platform does not take the query"),
    NOT_JSON(
            "2xx with a page of HTML",
            FailureClass.RETRYABLE_FEW,
            "something between here and the platform answered in its place: a proxy, or a page of maintenance"),
    CONFLICT("409", FailureClass.RETRYABLE_FEW, "something else was being changed at the same time"),
    PASSING(
            "408, 425, 5xx, GraphQL code of an internal error, or code RequestTimeout of the report store",
            FailureClass.RETRYABLE,
            "the platform is in trouble, which passes");

    private final String when;
    private final FailureClass failureClass;
    private final Kind kind;
    private final String advice;

    ErrorRule(String when, FailureClass failureClass, String advice) {
        this(when, failureClass, failureClass.usualKind(), advice);
    }

    ErrorRule(String when, FailureClass failureClass, Kind kind, String advice) {
        this.when = when;
        this.failureClass = failureClass;
        this.kind = kind;
        this.advice = advice;
    }

    /** The rule of an error's status. */
    static ErrorRule ofStatus(int status) {
        return switch (status) {
            case 400, 422 -> INVALID_REQUEST;
            case 401 -> TOKEN_REFUSED;
            case 403 -> NO_ACCESS;
            case 404 -> NOT_FOUND;
            case 408, 425 -> PASSING;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 413 -> TOO_LARGE;
            case 429 -> TOO_MANY_REQUESTS;
            case 501, 505 -> REFUSED;
            default -> ofRange(status);
        };
    }

    /** The rule of a code of the report store; empty if the HTTP status says enough. */
    static Optional<ErrorRule> ofStorage(String code) {
        return switch (code) {
            case "ExpiredToken", "InvalidToken", "AccessDenied", "SignatureDoesNotMatch", "NoSuchKey" ->
                Optional.of(LINK_OVER);
            case "SlowDown" -> Optional.of(TOO_MANY_REQUESTS);
            case "RequestTimeout", "InternalError", "ServiceUnavailable" -> Optional.of(PASSING);
            default -> Optional.empty();
        };
    }

    private static ErrorRule ofRange(int status) {
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
    public String when() {
        return when;
    }

    public FailureClass failureClass() {
        return failureClass;
    }

    public Kind kind() {
        return kind;
    }

    public String advice() {
        return advice;
    }
}
