package io.banditpipeline.connectors.internal.meta;

import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what errors of Meta mean: by code and sub-code, then by whether Meta calls them transient, then by code alone,
 * and by HTTP status last. Codes of limits come first with or without a sub-code, since Meta calls them transient, too.
 */
public final class MetaErrors implements Classifier {
    private static final int LONGEST_TEXT = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int CLIENT_ERRORS = 400;

    @Override
    public Failure classify(ErrorAnswer answer) {
        Optional<MetaError> error = MetaError.in(answer.body());
        return error.isPresent() ? classify(error.get(), answer) : unreadable(answer);
    }

    /** Judges an error object by itself, as a report run tells it. */
    public Failure classify(MetaError error, ErrorAnswer answer) {
        String message = error.searchable();
        MetaErrorRule general = null;
        for (MetaErrorRule rule : MetaErrorTable.RULES) {
            if (rule.matches(error, message)) {
                if (rule.isSpecific() || rule.isThrottle()) {
                    return failure(rule, error, answer);
                }
                general = general == null ? rule : general;
            }
        }
        if (Boolean.TRUE.equals(error.isTransient())) {
            return told(FailureClass.RETRYABLE, null, error, "Meta calls it transient; it is asked again");
        }
        if (isLasting(error)) {
            return told(FailureClass.CONFIG, null, error, "do as Meta says");
        }
        return general == null ? byStatus(error, answer) : failure(general, error, answer);
    }

    /** Unknown trouble that Meta says will last, and that it explains to people. */
    private static boolean isLasting(MetaError error) {
        return error.code() == 1
                && Boolean.FALSE.equals(error.isTransient())
                && !error.userText().isEmpty();
    }

    private static Failure failure(MetaErrorRule rule, MetaError error, ErrorAnswer answer) {
        Failure failure = told(rule.failureClass(), rule.kind(), error, rule.meaning() + "; " + rule.advice());
        if (rule.isThrottle()) {
            return failure.after(longer(rule.delay(), MetaUsage.regain(answer))).of(scope(error.code(), rule));
        }
        return failure.kind() == Kind.TRANSIENT
                ? failure.after(longer(rule.delay(), RetryAfter.of(answer).orElse(null)))
                : failure.after(rule.delay());
    }

    private static String scope(int code, MetaErrorRule rule) {
        if (rule.failureClass() == FailureClass.THROTTLED_APP) {
            return MetaBuckets.APP;
        }
        return code >= 80000 ? MetaBuckets.USE_CASE : MetaBuckets.ACCOUNT;
    }

    private static Failure byStatus(MetaError error, ErrorAnswer answer) {
        FailureClass failureClass = ofStatus(answer.status());
        Failure failure = told(
                failureClass,
                null,
                error,
                "an error that this version does not know" + (answer.status() == 0 ? "" : ", HTTP " + answer.status()));
        return forStatus(failure, answer);
    }

    private static FailureClass ofStatus(int status) {
        if (status == UNAUTHORIZED) {
            return FailureClass.AUTH;
        }
        if (status == FORBIDDEN) {
            return FailureClass.CONFIG;
        }
        if (status == TOO_MANY_REQUESTS) {
            return FailureClass.THROTTLED;
        }
        if (status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return FailureClass.RETRYABLE;
        }
        return status >= CLIENT_ERRORS ? FailureClass.FATAL : FailureClass.RETRYABLE_FEW;
    }

    private static Failure forStatus(Failure failure, ErrorAnswer answer) {
        if (answer.status() == FORBIDDEN && failure.failureClass() == FailureClass.CONFIG) {
            return failure.as(Kind.PERMISSION);
        }
        if (failure.kind() == Kind.THROTTLED) {
            return failure.after(MetaUsage.regain(answer)).of(MetaBuckets.ACCOUNT);
        }
        return failure.kind() == Kind.TRANSIENT
                ? failure.after(RetryAfter.of(answer).orElse(null))
                : failure;
    }

    /**
     * A page of a proxy or of Meta's front end, or nothing at all: it says little of the request. Only where there is
     * no body, the status alone tells that the token or a right is refused: a body may have held a limit's code.
     */
    private static Failure unreadable(ErrorAnswer answer) {
        FailureClass byStatus = ofStatus(answer.status());
        boolean saysAll = answer.body().isBlank() && byStatus != FailureClass.FATAL;
        FailureClass failureClass = saysAll || byStatus == FailureClass.RETRYABLE || byStatus == FailureClass.THROTTLED
                ? byStatus
                : FailureClass.RETRYABLE_FEW;
        return forStatus(
                Failure.of(
                        failureClass,
                        "http " + answer.status(),
                        "the answer holds no error that Meta's API would tell; if it lasts, look at what stands"
                                + " between here and Meta"),
                answer);
    }

    private static Failure told(FailureClass failureClass, @Nullable Kind kind, MetaError error, String advice) {
        String said = error.userText().isEmpty() ? error.message() : error.message() + " (" + error.userText() + ")";
        String text = said.length() <= LONGEST_TEXT ? said : said.substring(0, LONGEST_TEXT) + "...";
        Failure failure = Failure.of(failureClass, error.codes(), text + " [" + advice + "]")
                .in(error.traceId());
        return kind == null ? failure : failure.as(kind);
    }

    private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }
}
