package io.banditpipeline.connectors.tradedesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.tradedesk.TradeDeskErrors;
import io.banditpipeline.metric.SourceException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeDeskErrorsTest {
    private final TradeDeskErrors errors = new TradeDeskErrors();

    private Failure of(int status, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return errors.classify(new ErrorAnswer(status, all, body));
    }

    @Test
    void all_published_cases_are_told_apart() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedFiles.bytes("error-cases.json"))
                .path("cases");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(8);
        for (JsonNode example : cases) {
            Map<String, List<String>> headers = new HashMap<>();
            example.path("headers")
                    .properties()
                    .forEach(header -> headers.put(
                            header.getKey(), List.of(header.getValue().asText())));
            Failure failure = errors.classify(new ErrorAnswer(
                    example.path("status").asInt(),
                    headers,
                    example.path("body").asText()));
            assertThat(failure.failureClass().name())
                    .as("%s", example)
                    .isEqualTo(example.path("expected").path("cls").asText());
            if (example.path("expected").has("minDelaySeconds")) {
                BigDecimal seconds =
                        example.path("expected").path("minDelaySeconds").decimalValue();
                assertThat(failure.retryAfter())
                        .isEqualTo(Duration.ofMillis(seconds.movePointRight(3).longValue()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, OK_EMPTY, TRANSIENT",
        "204, OK_EMPTY, TRANSIENT",
        "240, OK_EMPTY, TRANSIENT",
        "302, CONFIG, CONFIGURATION",
        "400, FATAL, CONFIGURATION",
        "401, AUTH_REFRESH_ONCE, AUTHENTICATION",
        "403, CONFIG, PERMISSION",
        "404, CONFIG, CONFIGURATION",
        "405, FATAL, CONFIGURATION",
        "408, RETRYABLE, TRANSIENT",
        "409, RETRYABLE_FEW, TRANSIENT",
        "410, CONFIG, GONE",
        "413, SPLIT, SPLIT",
        "422, FATAL, CONFIGURATION",
        "429, THROTTLED, THROTTLED",
        "500, RETRYABLE, TRANSIENT",
        "501, FATAL, CONFIGURATION",
        "502, RETRYABLE, TRANSIENT",
        "503, RETRYABLE, TRANSIENT",
        "504, RETRYABLE, TRANSIENT",
        "520, RETRYABLE, TRANSIENT"
    })
    void a_status_says_what_to_do_where_nothing_else_does(int status, FailureClass failureClass, Kind kind) {
        assertThat(of(status, "").failureClass()).isEqualTo(failureClass);
        assertThat(of(status, "").kind()).isEqualTo(kind);
        assertThat(of(status, "").code()).isEqualTo("http " + status);
    }

    @Test
    void the_delay_may_have_fractions_or_be_a_date_and_is_a_minute_if_it_is_not_named() {
        assertThat(of(429, "", "Retry-After", "0.1").retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(of(429, "", "Retry-After", " 7 ").retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(of(429, "").retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(of(429, "", "Retry-After", "soon").retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(of(429, "", "Retry-After", "Mon, 23 Nov 2026 10:00:45 GMT", "Date", "Mon, 23 Nov 2026 10:00:00 GMT")
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(45));
        assertThat(of(503, "", "Retry-After", "Mon, 23 Nov 2026 09:00:00 GMT", "Date", "Mon, 23 Nov 2026 10:00:00 GMT")
                        .retryAfter())
                .isEqualTo(Duration.ZERO);
        assertThat(of(500, "").retryAfter()).isNull();
    }

    @Test
    void what_the_platform_says_is_told_with_the_properties_that_are_wrong() {
        Failure failure = of(
                400,
                "{\"Message\":\"The request failed validation.\",\"ErrorDetails\":[{\"Property\":\"ReportTemplateId\","
                        + "\"Reasons\":[\"is required\",\"must be a number\"]}]}");
        assertThat(failure.text())
                .contains("The request failed validation. ReportTemplateId: is required must be a number");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, RESTART_SLICE", "403, AccessDenied, RESTART_SLICE", "404, NoSuchKey, RESTART_SLICE",
        "403, SignatureDoesNotMatch, RESTART_SLICE", "503, SlowDown, THROTTLED", "400, RequestTimeout, RETRYABLE",
        "500, InternalError, RETRYABLE", "403, SomethingNew, CONFIG"
    })
    void the_store_of_report_files_says_by_a_code_what_its_status_does_not(
            int status, String code, FailureClass expected) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>m</Message></Error>";
        assertThat(of(status, xml).failureClass()).isEqualTo(expected);
        assertThat(of(status, xml).code()).isEqualTo(code);
        assertThat(of(status, "\uFEFF" + xml)).isEqualTo(of(status, xml));
    }

    @Test
    void a_store_that_asks_to_slow_down_is_left_alone_for_a_minute_or_as_long_as_it_says() {
        String xml = "<Error><Code>SlowDown</Code></Error>";
        assertThat(of(503, xml).retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(of(503, xml, "Retry-After", "5").retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(of(404, "<Error><Code>NoSuchKey</Code></Error>").retryAfter())
                .isNull();
    }

    @Test
    void no_delay_is_longer_than_a_week() {
        assertThat(of(429, "", "Retry-After", "999999999999").retryAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(of(429, "", "Date", "Mon, 23 Nov 2026 23:00:00 GMT", "Retry-After", "Tue, 23 Nov 2027 23:00:00 GMT")
                        .retryAfter())
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void too_many_requests_is_that_whatever_its_status() {
        Failure failure = of(400, "{\"Message\":\"Too Many Requests\"}");
        assertThat(failure.failureClass()).isEqualTo(FailureClass.THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_success_of_graphql_may_be_a_failure() {
        assertThat(of(200, "{\"errors\":[{\"message\":\"Syntax error\"}]}").failureClass())
                .isEqualTo(FailureClass.FATAL);
        assertThat(of(200, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"AUTH_NOT_AUTHENTICATED\"}}]}")
                        .failureClass())
                .isEqualTo(FailureClass.AUTH_REFRESH_ONCE);
        assertThat(of(200, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"AUTH_NOT_AUTHORIZED\"}}]}")
                        .kind())
                .isEqualTo(Kind.PERMISSION);
        assertThat(of(200, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}")
                        .failureClass())
                .isEqualTo(FailureClass.RETRYABLE);
        assertThat(of(200, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"RATE_LIMIT_EXCEEDED\"}}]}")
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(60));
        Failure userErrors = of(
                200,
                "{\"data\":{\"campaignReportExecute\":{\"data\":null,\"userErrors\":[{\"field\":[\"id\"],"
                        + "\"message\":\"no such campaign\"}]}}}");
        assertThat(userErrors.failureClass()).isEqualTo(FailureClass.FATAL);
        assertThat(userErrors.text()).contains("id: no such campaign");
        assertThat(of(200, "{\"data\":{\"x\":{\"userErrors\":[]}},\"errors\":[]}")
                        .failureClass())
                .isEqualTo(FailureClass.OK_EMPTY);
    }

    @Test
    void a_page_of_html_is_judged_by_its_status_and_not_shown() {
        Failure failure = of(502, "<html><body>Bad Gateway</body></html>");
        assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(failure.text()).doesNotContain("<");
        assertThat(of(200, "\n<!DOCTYPE html><html></html>").failureClass()).isEqualTo(FailureClass.RETRYABLE_FEW);
        assertThat(of(403, "<html>").kind()).isEqualTo(Kind.PERMISSION);
    }

    @Property(tries = 500)
    void no_answer_makes_it_fail(@ForAll int status, @ForAll String body, @ForAll String delay) {
        assertThat(of(status, body, "Retry-After", delay).text()).isNotNull();
        assertThat(of(status, "{\"Message\":" + body + "}", "Date", delay).text())
                .isNotNull();
    }
}
