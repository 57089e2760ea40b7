package io.banditpipeline.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import io.banditpipeline.connectors.internal.google.GoogleErrors;
import io.banditpipeline.connectors.internal.meta.MetaErrors;
import io.banditpipeline.connectors.internal.tradedesk.TradeDeskErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Answers that were cut off, or that hold values of other types than they should, are judged none the less. */
class MutatedErrorsTest {
    private static final Duration LONGEST = RetryAfter.LONGEST;
    private static final List<Classifier> CLASSIFIERS =
            List.of(new GoogleErrors(), new MetaErrors(), new TradeDeskErrors());
    private static final List<Integer> STATUSES = List.of(0, 200, 400, 401, 403, 404, 429, 500, 503, 999);
    private static final List<String> BODIES = List.of(
            "[{\"error\":{\"code\":429,\"message\":\"m\",\"status\":\"S\",\"details\":[{\"@type\":"
                    + "\"x/google.rpc.RetryInfo\",\"retryDelay\":\"4s\",\"errors\":[{\"errorCode\":{\"quotaError\":"
                    + "\"RESOURCE_EXHAUSTED\"},\"details\":{\"quotaErrorDetails\":{\"retryDelay\":\"30s\"}}}],"
                    + "\"requestId\":\"r\"}]}}]",
            "{\"error\":\"invalid_grant\",\"error_description\":\"d\"}",
            "{\"error\":{\"message\":\"m\",\"code\":17,\"error_subcode\":2446079,\"is_transient\":true,"
                    + "\"error_user_title\":\"t\",\"error_user_msg\":\"u\",\"fbtrace_id\":\"f\"}}",
            "[{\"code\":400,\"body\":\"{}\"}]",
            "{\"async_status\":\"Job Failed\",\"error_code\":-3,\"error_subcode\":1504045,\"error_message\":\"m\"}",
            "{\"Message\":\"m\",\"ErrorDetails\":[{\"Property\":\"p\",\"Reasons\":[\"r\"]}]}",
            "{\"data\":{\"x\":{\"userErrors\":[{\"field\":[\"f\"],\"message\":\"m\"}]}},"
                    + "\"errors\":[{\"message\":\"m\",\"extensions\":{\"code\":\"C\"}}]}",
            "<Error><Code>SlowDown</Code></Error>");
    private static final List<String> HEADERS = List.of(
            "{\"1\":[{\"type\":\"ads_insights\",\"call_count\":100,\"estimated_time_to_regain_access\":19}]}",
            "{\"acc_id_util_pct\":100,\"reset_time_duration\":100}",
            "{\"call_count\":28,\"total_time\":25,\"total_cputime\":25}");
    private static final List<String> VALUES = List.of(
            "null", "true", "\"\"", "\"17\"", "-1", "1e400", "9".repeat(400), "[]", "{}", "[[null]]", "{\"a\":[]}");
    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"(?!\\s*:)|-?\\d+|true");

    private static List<String> mutants(String text) {
        List<String> mutants = new ArrayList<>(List.of(text, "\uFEFF" + text, text + text, "[" + text + ",7]"));
        for (int length = 0; length < text.length(); length++) {
            mutants.add(text.substring(0, length));
        }
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            for (String other : VALUES) {
                mutants.add(text.substring(0, value.start()) + other + text.substring(value.end()));
            }
        }
        return mutants;
    }

    private static void isJudged(ErrorAnswer answer) {
        for (Classifier classifier : CLASSIFIERS) {
            Failure failure = classifier.classify(answer);
            Duration delay = failure.retryAfter();
            assertThat(delay == null || !delay.isNegative() && delay.compareTo(LONGEST) <= 0)
                    .as("%s takes %s for %s", classifier, answer, failure)
                    .isTrue();
        }
    }

    @Test
    void no_body_makes_a_classifier_throw() {
        for (String body : BODIES) {
            for (String mutant : mutants(body)) {
                STATUSES.forEach(status -> isJudged(new ErrorAnswer(status, Map.of(), mutant)));
            }
        }
    }

    @Test
    void no_header_makes_a_classifier_throw_or_wait_for_ever() {
        List<String> values = new ArrayList<>(List.of("soon", "1e9", "-5", " 7 ", ".", "9".repeat(30)));
        HEADERS.forEach(header -> values.addAll(mutants(header)));
        for (String value : values) {
            List<String> one = List.of(value);
            isJudged(new ErrorAnswer(
                    429,
                    Map.of(
                            "x-business-use-case-usage", one,
                            "x-ad-account-usage", one,
                            "x-app-usage", one,
                            "x-fb-ads-insights-throttle", one,
                            "retry-after", one,
                            "date", one),
                    "{\"error\":{\"code\":17}}"));
        }
    }
}
