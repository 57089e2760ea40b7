package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.meta.MetaBuckets;
import io.banditpipeline.connectors.internal.meta.MetaError;
import io.banditpipeline.connectors.internal.meta.MetaErrorRule;
import io.banditpipeline.connectors.internal.meta.MetaErrorTable;
import io.banditpipeline.connectors.internal.meta.MetaErrors;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaErrorsTest {
    private final MetaErrors errors = new MetaErrors();

    @Test
    void every_case_with_a_known_answer_is_told_with_its_class_and_delay() {
        JsonNode cases = SharedCases.read("error-cases.json").path("cases");
        assertThat(cases.size()).isGreaterThan(15);
        for (JsonNode one : cases) {
            JsonNode body = one.path("body");
            Failure failure = errors.classify(new ErrorAnswer(
                    one.path("status").asInt(),
                    SharedCases.headers(one.path("headers")),
                    body.isTextual() ? body.asText() : body.toString()));
            JsonNode expected = one.path("expected");
            Duration delay = expected.path("minDelaySeconds").isNull()
                    ? null
                    : Duration.ofSeconds(expected.path("minDelaySeconds").asLong());
            assertThat(failure.failureClass().name())
                    .as(one.path("id").asText())
                    .isEqualTo(expected.path("cls").asText());
            assertThat(failure.retryAfter()).as(one.path("id").asText()).isEqualTo(delay);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, 4, 0, THROTTLED_APP",
        "400, 4, 1504039, THROTTLED_APP",
        "400, 32, 0, THROTTLED",
        "500, 17, 0, THROTTLED",
        "400, 613, 0, THROTTLED",
        "400, 613, 1487632, THROTTLED",
        "400, 80003, 0, THROTTLED",
        "400, 80004, 2446079, THROTTLED",
        "400, 80008, 0, THROTTLED",
        "400, 80014, 0, THROTTLED",
        "500, 190, 460, AUTH",
        "400, 190, 459, AUTH",
        "400, 190, 467, AUTH",
        "500, 190, 0, AUTH",
        "400, 102, 0, AUTH",
        "400, 10, 0, CONFIG",
        "403, 294, 0, CONFIG",
        "400, 2, 1504041, FATAL",
        "400, 2, 1504042, FATAL",
        "400, 100, 1504018, ASYNC_OR_SPLIT",
        "400, 100, 33, CONFIG",
        "400, 1, 99, RETRYABLE",
        "400, 99, 0, RETRYABLE",
        "500, -2, 2490547, RETRYABLE",
        "400, -3, 1504045, SPLIT",
        "400, -3, 0, SPLIT",
        "400, -1, 0, RETRYABLE",
        "400, 100, 3191001, CONFIG",
        "400, 341, 0, THROTTLED_APP",
        "400, 368, 0, THROTTLED_LONG",
        "400, 2635, 0, CONFIG",
        "400, 12, 0, CONFIG",
        "400, 2642, 0, RESTART_SLICE",
        "425, 31415, 0, RETRYABLE",
        "500, 31415, 0, RETRYABLE",
        "400, 31415, 0, FATAL",
        "429, 31415, 0, THROTTLED",
        "200, 31415, 0, RETRYABLE_FEW",
    })
    void a_code_counts_before_the_status(int status, int code, int subcode, FailureClass expected) {
        assertThat(failure(status, code, subcode, "").failureClass()).isEqualTo(expected);
    }

    @Test
    void what_meta_calls_transient_is_asked_again_unless_a_sub_code_or_a_limit_says_more() {
        String isTransient = ",\"is_transient\":true";
        assertThat(failure(400, 31415, 0, isTransient).failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(failure(400, 100, 0, isTransient).failureClass()).isEqualTo(FailureClass.RETRYABLE);
        assertThat(failure(400, 4, 0, isTransient).failureClass()).isEqualTo(FailureClass.THROTTLED_APP);
        assertThat(failure(400, 2, 1504041, isTransient).failureClass()).isEqualTo(FailureClass.FATAL);
        assertThat(failure(400, 1, 0, ",\"is_transient\":false,\"error_user_msg\":\"link it\"")
                        .failureClass())
                .isEqualTo(FailureClass.CONFIG);
    }

    @Test
    void the_longer_of_the_known_and_the_named_delay_counts() {
        Map<String, List<String>> headers = Map.of(
                "X-Business-Use-Case-Usage",
                List.of("{\"1\":[{\"type\":\"ads_insights\",\"estimated_time_to_regain_access\":2}]}"));
        ErrorAnswer answer = new ErrorAnswer(400, headers, "{\"error\":{\"code\":4}}");
        assertThat(errors.classify(answer).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(errors.classify(answer).scope()).isEqualTo(MetaBuckets.APP);
    }

    @Test
    void rights_are_told_as_such_and_never_as_no_rows() {
        assertThat(failure(403, 200, 0, "").kind()).isEqualTo(Kind.PERMISSION);
        assertThat(failure(403, 31415, 0, "").kind()).isEqualTo(Kind.PERMISSION);
        assertThat(failure(400, 100, 33, "").kind()).isEqualTo(Kind.PERMISSION);
        assertThat(failure(400, 2635, 0, "").kind()).isEqualTo(Kind.GONE);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTH",
        "403, CONFIG",
        "400, RETRYABLE_FEW",
        "404, RETRYABLE_FEW",
        "408, RETRYABLE",
        "425, RETRYABLE",
        "429, THROTTLED",
        "500, RETRYABLE",
        "503, RETRYABLE"
    })
    void where_there_is_no_body_the_status_says_what_it_can(int status, FailureClass expected) {
        assertThat(errors.classify(SharedCases.answer(status, "")).failureClass())
                .isEqualTo(expected);
    }

    @Test
    void a_body_that_is_cut_off_may_have_named_a_limit_and_so_is_no_refused_right() {
        String cut = "{\"error\":{\"message\":\"(#4) Application request";
        assertThat(errors.classify(SharedCases.answer(403, cut)).failureClass()).isEqualTo(FailureClass.RETRYABLE_FEW);
    }

    @Test
    void a_byte_order_mark_hides_nothing() {
        assertThat(errors.classify(SharedCases.answer(400, "\uFEFF{\"error\":{\"code\":17}}"))
                        .failureClass())
                .isEqualTo(FailureClass.THROTTLED);
    }

    @Test
    void the_delay_of_passing_trouble_is_the_one_that_is_named() {
        Map<String, List<String>> headers = Map.of("Retry-After", List.of("20.5"));
        Duration named = Duration.ofMillis(20_500);
        assertThat(errors.classify(new ErrorAnswer(503, headers, "")).retryAfter())
                .isEqualTo(named);
        assertThat(errors.classify(new ErrorAnswer(400, headers, "{\"error\":{\"code\":2}}"))
                        .retryAfter())
                .isEqualTo(named);
        assertThat(errors.classify(new ErrorAnswer(400, headers, "{\"error\":{\"code\":17}}"))
                        .retryAfter())
                .isEqualTo(named);
    }

    @Test
    void a_report_run_and_an_answer_of_a_batch_tell_their_errors_in_forms_of_their_own() {
        String run = "{\"id\":\"1\",\"async_status\":\"Job Failed\",\"error_code\":-3,\"error_subcode\":1504045}";
        assertThat(errors.classify(SharedCases.answer(200, run)).failureClass()).isEqualTo(FailureClass.SPLIT);
        String batch = "[null,{\"code\":200,\"body\":\"{}\"},{\"code\":400,\"body\":"
                + "\"{\\\"error\\\":{\\\"code\\\":17,\\\"error_subcode\\\":2446079}}\"}]";
        assertThat(errors.classify(SharedCases.answer(200, batch)).code()).isEqualTo("17/2446079");
    }

    @Test
    void code_request_and_text_are_kept_for_people() {
        Failure failure = failure(400, 17, 2446079, ",\"fbtrace_id\":\"T1\",\"error_user_title\":\"Slow down\"");
        assertThat(failure.code()).isEqualTo("17/2446079");
        assertThat(failure.requestId()).isEqualTo("T1");
        assertThat(failure.text()).contains("Slow down");
    }

    @Property
    void anything_at_all_is_judged_without_an_exception(@ForAll @IntRange(max = 700) int status, @ForAll String body) {
        assertThatCode(() -> errors.classify(SharedCases.answer(status, body))).doesNotThrowAnyException();
        assertThatCode(() -> errors.classify(
                        SharedCases.answer(status, "{\"error\":{\"code\":\"" + body.length() + "\",\"message\":[]}}")))
                .doesNotThrowAnyException();
    }

    @Test
    void every_rule_can_be_reached() {
        for (MetaErrorRule rule : MetaErrorTable.RULES) {
            MetaError error = new MetaError(rule.firstCode(), Math.max(0, rule.subcode()), null, rule.words(), "", "");
            Optional<MetaErrorRule> first = MetaErrorTable.RULES.stream()
                    .filter(other -> other.matches(error, error.searchable()))
                    .findFirst();
            assertThat(first).as(rule.codes()).contains(rule);
        }
    }

    private Failure failure(int status, int code, int subcode, String more) {
        String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
        return errors.classify(
                SharedCases.answer(status, "{\"error\":{\"message\":\"m\",\"code\":" + code + sub + more + "}}"));
    }
}
