package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform's error answers mean, whatever shape they come in. */
class GoogleErrorsTest {
    private final GoogleErrors errors = new GoogleErrors();

    private Failure classify(int status, String body) {
        return errors.classify(new ErrorAnswer(status, Map.of(), body));
    }

    private static String failure(int code, String status, String... errors) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"general\",\"status\":\"" + status
                + "\",\"details\":[{\"@type\":\"type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure\","
                + "\"errors\":[" + String.join(",", errors) + "],\"requestId\":\"req-7\"}]}}";
    }

    private static String error(String group, String value) {
        return "{\"errorCode\":{\"" + group + "\":\"" + value + "\"},\"message\":\"particular\"}";
    }

    private static String throttled(String value, String delay) {
        return "{\"errorCode\":{\"quotaError\":\"" + value
                + "\"},\"message\":\"wait\",\"details\":{\"quotaErrorDetails\":"
                + "{\"rateScope\":\"DEVELOPER\",\"rateName\":\"n\",\"retryDelay\":\"" + delay + "\"}}}";
    }

    @ParameterizedTest
    @CsvSource({
        "403, authorizationError, CUSTOMER_NOT_ENABLED, SKIP_ACCOUNT, PERMISSION",
        "400, queryError, REQUESTED_METRICS_FOR_MANAGER, SKIP_ACCOUNT, PERMISSION",
        "401, authenticationError, OAUTH_TOKEN_EXPIRED, AUTH_REFRESH_ONCE, AUTHENTICATION",
        "401, authenticationError, OAUTH_TOKEN_REVOKED, AUTH, AUTHENTICATION",
        "401, authenticationError, OAUTH_TOKEN_DISABLED, AUTH, AUTHENTICATION",
        "401, authenticationError, A_NEW_ONE, AUTH, AUTHENTICATION",
        "401, authenticationError, CUSTOMER_NOT_FOUND, CONFIG, CONFIGURATION",
        "403, authorizationError, USER_PERMISSION_DENIED, CONFIG, PERMISSION",
        "403, authorizationError, DEVELOPER_TOKEN_PROHIBITED, CONFIG, CONFIGURATION",
        "429, quotaError, EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION, SPLIT, SPLIT",
        "429, quotaError, RESOURCE_EXHAUSTED, THROTTLED, THROTTLED",
        "429, quotaError, A_NEW_ONE, THROTTLED, THROTTLED",
        "403, quotaError, ACCESS_PROHIBITED, CONFIG, PERMISSION",
        "500, internalError, INTERNAL_ERROR, RETRYABLE, TRANSIENT",
        "400, requestError, INVALID_PAGE_TOKEN, RESTART_SLICE, RESTART",
        "400, requestError, UNSUPPORTED_VERSION, CONFIG, GONE",
        "400, requestError, PAGE_SIZE_NOT_SUPPORTED, FATAL, CONFIGURATION",
        "400, queryError, FILTER_HAS_TOO_MANY_VALUES, SPLIT, SPLIT",
        "400, sizeLimitError, RESPONSE_SIZE_LIMIT_EXCEEDED, SPLIT, SPLIT",
        "409, databaseError, CONCURRENT_MODIFICATION, RETRYABLE, TRANSIENT",
        "400, campaignBudgetError, NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT, FATAL, CONFIGURATION",
        "400, aNewError, A_NEW_ONE, FATAL, CONFIGURATION",
        "503, aNewError, A_NEW_ONE, RETRYABLE, TRANSIENT",
    })
    void a_code_decides_before_any_status(int status, String group, String value, FailureClass expected, Kind kind) {
        Failure failure = classify(status, failure(status, "WHATEVER", error(group, value)));
        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(group + "." + value);
        assertThat(failure.requestId()).isEqualTo("req-7");
        assertThat(failure.text()).contains("What to do:");
        assertThat(classify(status, "[" + failure(status, "WHATEVER", error(group, value)) + "]"))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AUTH_REFRESH_ONCE, UNAUTHENTICATED",
        "500, THROTTLED, RESOURCE_EXHAUSTED",
        "500, SPLIT, DEADLINE_EXCEEDED",
        "400, RETRYABLE, UNAVAILABLE",
        "503, RETRYABLE, A_NEW_ONE",
    })
    void the_name_of_the_status_decides_before_the_http_status(int status, FailureClass expected, String name) {
        assertThat(classify(status, failure(status, name)).failureClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, FATAL",
        "401, AUTH_REFRESH_ONCE",
        "403, CONFIG",
        "404, CONFIG",
        "410, CONFIG",
        "413, SPLIT",
        "418, FATAL",
        "429, THROTTLED",
        "500, RETRYABLE",
        "501, CONFIG",
        "502, RETRYABLE",
        "503, RETRYABLE",
        "504, RETRYABLE",
        "599, RETRYABLE",
        "302, CONFIG",
        "200, OK_EMPTY",
        "204, OK_EMPTY",
    })
    void the_http_status_decides_last(int status, FailureClass expected) {
        assertThat(classify(status, "").failureClass()).isEqualTo(expected);
        assertThat(classify(status, "<html><body>Bad gateway</body></html>").failureClass())
                .isEqualTo(expected);
        assertThat(classify(status, "{}").failureClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, AUTH",
        "401, invalid_client, AUTH",
        "401, deleted_client, AUTH",
        "400, unauthorized_client, AUTH",
        "400, invalid_scope, CONFIG",
        "400, unsupported_grant_type, CONFIG",
        "429, rate_limit_exceeded, THROTTLED",
        "500, internal_failure, RETRYABLE",
        "503, anything, RETRYABLE",
    })
    void the_token_endpoint_has_a_shape_of_its_own(int status, String error, FailureClass expected) {
        Failure failure = classify(status, "{\"error\":\"" + error + "\",\"error_description\":\"said\"}");
        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.text()).startsWith("said");
    }

    @Test
    void of_several_errors_the_one_that_a_person_must_act_on_wins_and_of_two_waits_the_longer_one() {
        String one = throttled("RESOURCE_TEMPORARILY_EXHAUSTED", "2s");
        String other = throttled("RESOURCE_TEMPORARILY_EXHAUSTED", "17.25s");
        assertThat(classify(429, failure(429, "X", one, other)).retryAfter()).isEqualTo(Duration.ofMillis(17_250));
        Failure worst = classify(
                429,
                failure(
                        429,
                        "X",
                        one,
                        error("authenticationError", "OAUTH_TOKEN_REVOKED"),
                        error("queryError", "BAD_VALUE")));
        assertThat(worst.failureClass()).isEqualTo(FailureClass.FATAL);
    }

    @Test
    void a_wait_of_more_than_an_hour_is_one_for_a_quota_of_hours() {
        Failure hour = classify(429, failure(429, "X", throttled("RESOURCE_EXHAUSTED", "3600s")));
        assertThat(hour.failureClass()).isEqualTo(FailureClass.THROTTLED);
        Failure more = classify(429, failure(429, "X", throttled("RESOURCE_EXHAUSTED", "3600.001s")));
        assertThat(more.failureClass()).isEqualTo(FailureClass.THROTTLED_LONG);
        assertThat(more.scope()).isEqualTo("DEVELOPER");
    }

    @ParameterizedTest
    @CsvSource({"'', ", "x, ", "-3s, ", "1e9s, ", "99999999999999999999s, ", "0s, 0", "7s, 7000", "0.000000001s, 0"})
    void a_delay_that_cannot_be_read_is_none(String text, Long millis) {
        Duration delay = classify(429, failure(429, "X", throttled("RESOURCE_EXHAUSTED", text)))
                .retryAfter();
        if (millis == null) {
            assertThat(delay).isNull();
        } else {
            assertThat(delay).isNotNull();
            assertThat(delay.toMillis()).isEqualTo(millis);
        }
    }

    @Test
    void delays_also_come_in_a_header_and_in_a_detail_of_their_own() {
        ErrorAnswer header = new ErrorAnswer(429, Map.of("Retry-After", List.of("12")), "");
        assertThat(errors.classify(header).retryAfter()).isEqualTo(Duration.ofSeconds(12));
        String body = "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\",\"message\":\"m\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"4s\"}]}}";
        assertThat(classify(503, body).retryAfter()).isEqualTo(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"seconds\":\"30\",\"nanos\":500000000} | 30500",
                "{\"seconds\":30} | 30000",
                "{\"seconds\":30,\"nanos\":-1} | 30000",
                "{\"seconds\":\"-1\"} | ",
                "{\"seconds\":\"99999999999\"} | ",
                "[] | ",
                "null | "
            })
    void a_delay_may_come_in_its_fields(String json, Long millis) {
        String error = throttled("RESOURCE_TEMPORARILY_EXHAUSTED", "X").replace("\"X\"", json);
        assertThat(classify(429, failure(429, "X", error)).retryAfter())
                .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void a_byte_order_mark_hides_nothing() {
        String body = failure(429, "X", throttled("RESOURCE_TEMPORARILY_EXHAUSTED", "7s"));
        assertThat(classify(429, "\uFEFF" + body)).isEqualTo(classify(429, body));
    }

    @Test
    void the_delay_of_a_header_may_be_a_date() {
        Map<String, List<String>> headers = Map.of(
                "Date", List.of("Mon, 23 Nov 2026 23:00:00 GMT"),
                "Retry-After", List.of("Mon, 23 Nov 2026 23:02:00 GMT"));
        assertThat(errors.classify(new ErrorAnswer(429, headers, "")).retryAfter())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_service_that_is_not_turned_on_is_told_by_its_reason() {
        String body =
                "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"message\":\"m\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"SERVICE_DISABLED\"}]}}";
        Failure failure = classify(403, body);
        assertThat(failure.failureClass()).isEqualTo(FailureClass.CONFIG);
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.text()).contains("turn the Google Ads API on");
    }

    @Test
    void a_success_that_failed_in_part_is_a_failure() {
        String body = "{\"results\":[{}],\"partialFailureError\":{\"code\":3,\"message\":\"m\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure\",\"errors\":["
                + error("campaignBudgetError", "BUDGET_BELOW_PER_DAY_MINIMUM") + "]}]}}";
        assertThat(classify(200, body).code()).isEqualTo("campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM");
        assertThat(classify(200, body).failureClass()).isEqualTo(FailureClass.FATAL);
    }

    @Test
    void a_body_that_is_cut_off_is_judged_by_what_there_is() {
        String whole = failure(400, "INVALID_ARGUMENT", error("queryError", "DATE_RANGE_TOO_WIDE"), error("a", "B"));
        String cut = whole.substring(0, whole.indexOf("\"errorCode\":{\"a\""));
        assertThat(classify(400, cut).failureClass()).isEqualTo(FailureClass.SPLIT);
    }

    @Property(tries = 300)
    void no_answer_makes_it_throw(@ForAll String body, @ForAll @IntRange(min = 100, max = 999) int status) {
        assertThat(classify(status, body)).isNotNull();
        assertThat(classify(status, "[{\"error\":" + body + "}]")).isNotNull();
        assertThat(classify(status, "{\"error\":{\"details\":[{\"errors\":" + body))
                .isNotNull();
    }

    @Test
    void deep_nesting_is_no_trouble() {
        assertThat(classify(500, "[".repeat(100_000)).failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(classify(500, "{\"error\":".repeat(100_000)).failureClass()).isEqualTo(FailureClass.RETRYABLE);
    }
}
