package io.banditpipeline.connectors.internal.failure;

import io.banditpipeline.metric.SourceException.Kind;

/** What a platform's error answer asks of us: finer than {@link Kind}, which tells the pipeline what to do. */
public enum FailureClass {
    /** Nothing failed: a success without content. */
    OK_EMPTY(Kind.TRANSIENT),
    /** Passing trouble: ask again. */
    RETRYABLE(Kind.TRANSIENT),
    /** Passing trouble, perhaps: ask again once or twice, since it may not pass. */
    RETRYABLE_FEW(Kind.TRANSIENT),
    /** Too many calls of an account or endpoint: wait. */
    THROTTLED(Kind.THROTTLED),
    /** Too many calls of the whole application: all accounts wait. */
    THROTTLED_APP(Kind.THROTTLED),
    /** A quota of hours is used up: leave the source alone until it is filled again. */
    THROTTLED_LONG(Kind.THROTTLED),
    /** Too much was asked for at once: ask for fewer days, entities or fields. */
    SPLIT(Kind.SPLIT),
    /** Too much on one page: ask for a smaller page. */
    SPLIT_PAGE(Kind.SPLIT),
    /** Too much for an immediate answer: ask for a report run, or for less. */
    ASYNC_OR_SPLIT(Kind.SPLIT),
    /** What was read so far is no use: begin the slice again. */
    RESTART_SLICE(Kind.RESTART),
    /** The access token is over: get a new one, once. */
    AUTH_REFRESH_ONCE(Kind.AUTHENTICATION),
    /** The credentials are wrong or were revoked: a person must act. */
    AUTH(Kind.AUTHENTICATION),
    /** Set up wrongly, on our side or on the platform: a person must act. */
    CONFIG(Kind.CONFIGURATION),
    /** The account cannot be reported on, such as one that is not enabled or is a manager: a person must act. */
    SKIP_ACCOUNT(Kind.PERMISSION),
    /** The request itself is wrong: the version of the platform's API or the connector must change. */
    FATAL(Kind.CONFIGURATION);

    private final Kind usualKind;

    FailureClass(Kind usualKind) {
        this.usualKind = usualKind;
    }

    /** What the pipeline is told, unless the failure's code says more. */
    public Kind usualKind() {
        return usualKind;
    }
}
