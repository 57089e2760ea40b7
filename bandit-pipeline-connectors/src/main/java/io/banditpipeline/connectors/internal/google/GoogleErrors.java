package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what error answers of Google Ads and of Google's token endpoint mean: by the codes of the API, then by the
 * reason of Google's front end, then by the name of the status, and by the HTTP status last. Of several codes the one
 * that a person must act on wins. Stateless.
 */
public final class GoogleErrors implements Classifier {
    /** A longer wait is not one of a busy minute, but of a quota of hours. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final int LONGEST_TEXT = 300;

    /** From here on it is the platform's trouble, whatever the token endpoint calls it. */
    private static final int SERVER_TROUBLE = 500;

    /** Classes from worst to least. */
    private static final List<FailureClass> WORST_FIRST = List.of(
            FailureClass.FATAL,
            FailureClass.CONFIG,
            FailureClass.AUTH,
            FailureClass.SKIP_ACCOUNT,
            FailureClass.THROTTLED_LONG,
            FailureClass.AUTH_REFRESH_ONCE,
            FailureClass.THROTTLED_APP,
            FailureClass.THROTTLED,
            FailureClass.SPLIT,
            FailureClass.SPLIT_PAGE,
            FailureClass.ASYNC_OR_SPLIT,
            FailureClass.RESTART_SLICE,
            FailureClass.RETRYABLE_FEW,
            FailureClass.RETRYABLE,
            FailureClass.OK_EMPTY);

    /** A classifier; all are alike. */
    public GoogleErrors() {}

    @Override
    public Failure classify(ErrorAnswer answer) {
        ErrorBody body = ErrorBody.of(answer.body());
        Optional<Failure> byCode = worst(body.errors(), answer, body);
        return byCode.or(() -> worst(body.reasons(), answer, body))
                .or(() -> byStatus(body, answer))
                .orElseGet(() -> byHttp(body, answer));
    }

    private static Optional<Failure> worst(List<GoogleError> errors, ErrorAnswer answer, ErrorBody body) {
        return errors.stream()
                .filter(error ->
                        answer.status() < SERVER_TROUBLE || !error.code().startsWith(ErrorBody.TOKENS))
                .flatMap(
                        error -> ErrorTable.find(error.code()).stream().map(rule -> failure(rule, error, body, answer)))
                .min(Comparator.<Failure>comparingInt(failure -> WORST_FIRST.indexOf(failure.failureClass()))
                        .thenComparing(
                                failure -> delayOf(failure),
                                Comparator.<Duration>naturalOrder().reversed()));
    }

    private static Duration delayOf(Failure failure) {
        Duration delay = failure.retryAfter();
        return delay == null ? Duration.ZERO : delay;
    }

    private static Optional<Failure> byStatus(ErrorBody body, ErrorAnswer answer) {
        if (body.status().isEmpty() || !body.errors().isEmpty()) {
            return Optional.empty();
        }
        return ErrorTable.find("status." + body.status())
                .map(rule -> failure(rule, new GoogleError(body.status(), body.message(), null, ""), body, answer));
    }

    /** By the HTTP status alone, or by the worse of a code that is new to us and its HTTP status. */
    private static Failure byHttp(ErrorBody body, ErrorAnswer answer) {
        int status = body.httpStatus() > 0 ? body.httpStatus() : answer.status();
        GoogleError error = body.errors().stream()
                .findFirst()
                .orElseGet(() -> new GoogleError("http " + status, body.message(), null, ""));
        return ErrorTable.ofHttp(status)
                .or(() -> body.tellsAnError() ? ErrorTable.find("http 4xx") : Optional.empty())
                .map(rule -> failure(rule, error, body, answer))
                .orElseGet(
                        () -> Failure.of(FailureClass.OK_EMPTY, "http " + status, "there is no error in the answer"));
    }

    private static Failure failure(ErrorRule rule, GoogleError error, ErrorBody body, ErrorAnswer answer) {
        Duration delay = rule.failureClass().name().startsWith("THROTTLED")
                        || rule.failureClass() == FailureClass.RETRYABLE
                        || rule.failureClass() == FailureClass.RETRYABLE_FEW
                        || rule.failureClass() == FailureClass.SPLIT
                ? delay(error, body, answer)
                : null;
        FailureClass failureClass =
                rule.failureClass() == FailureClass.THROTTLED && delay != null && delay.compareTo(LONG) > 0
                        ? FailureClass.THROTTLED_LONG
                        : rule.failureClass();
        String requestId =
                body.requestId().isEmpty() ? answer.header("request-id").orElse("") : body.requestId();
        return new Failure(
                failureClass, rule.kind(), error.code(), text(error, body, rule), delay, error.scope(), requestId);
    }

    private static @Nullable Duration delay(GoogleError error, ErrorBody body, ErrorAnswer answer) {
        Duration told = ErrorBody.longer(error.retryDelay(), body.retryDelay());
        return told != null ? told : RetryAfter.of(answer).orElse(null);
    }

    private static String text(GoogleError error, ErrorBody body, ErrorRule rule) {
        String said = Stream.of(error.message(), body.message())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("no reason given");
        String cut = said.length() <= LONGEST_TEXT ? said : said.substring(0, LONGEST_TEXT) + "...";
        String line = cut.replaceAll("\\p{Cntrl}+", " ");
        return line + (line.endsWith(".") ? "" : ".") + " What to do: " + rule.advice();
    }
}
