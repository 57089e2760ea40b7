package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.store.ApiCallStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of {@link ApiCallStore}. */
abstract class ApiCallContract extends RateContract {
    /** If this fails, check that every field has a column of its own, and that times are cut off to microseconds. */
    @Test
    void required_everything_of_a_call_comes_back() {
        ApiCall failed = new ApiCall(
                "meta",
                "act_1",
                "GET {account}/insights",
                T0.plusNanos(123_456_789),
                Duration.ofNanos(1_234_567_899),
                3,
                429,
                "trace ığİ 🎯 \u241b",
                "17/2446079",
                "too many\ncalls \u0000 \ud83c 'quoted'");
        ApiCall unanswered = new ApiCall("host's own", "", "", T1, Duration.ZERO, 1, 0, "", "connect", "");
        apiCalls().append(List.of(failed, unanswered));
        assertThat(another().apiCalls().latest("", false, 9))
                .containsExactly(
                        unanswered,
                        new ApiCall(
                                "meta",
                                "act_1",
                                "GET {account}/insights",
                                T0.plusNanos(123_456_000),
                                Duration.ofNanos(1_234_567_000),
                                3,
                                429,
                                failed.requestId(),
                                "17/2446079",
                                failed.error()));
    }

    /** If this fails, check the widths of texts: the longest has 500 characters, and each may be one of any kind. */
    @Test
    void required_texts_of_the_greatest_length_are_kept() {
        for (String character : List.of("x", "春", "🎯", "\u0000", "\ud83c")) {
            String text = "y" + character.repeat(ApiCall.MAX_TEXT);
            ApiCall longest =
                    new ApiCall("meta", "i".repeat(190), text, T0, Duration.ofDays(365), 1, 599, text, text, text);
            assertThat(longest.error()).hasSize(ApiCall.MAX_TEXT);
            apiCalls().append(List.of(longest));
            assertThat(apiCalls().latest("", false, 1)).containsExactly(longest);
        }
    }

    /** If this fails, check the order: by the moment of the call, and of one moment by that of being appended. */
    @Test
    void required_the_latest_calls_come_first() {
        apiCalls().append(List.of());
        assertThat(apiCalls().latest("", false, 9)).isEmpty();
        apiCalls().append(List.of(call("first", T1), call("second", T1), call("early", T0)));
        apiCalls().append(List.of(call("third", T1), call("late", T2)));
        apiCalls().append(List.of(call("fourth", T1)));
        assertThat(ids(apiCalls().latest("", false, 9)))
                .containsExactly("late", "fourth", "third", "second", "first", "early");
        assertThat(ids(apiCalls().latest("", false, 2))).containsExactly("late", "fourth");
    }

    /** If this fails, check that calls are chosen before they are counted, and platforms differ by every character. */
    @Test
    void required_calls_are_chosen_by_platform_and_failure() {
        apiCalls()
                .append(List.of(
                        call("1", "meta", "", T0),
                        call("2", "meta", "17", T1),
                        call("3", "Meta", "17", T2),
                        call("4", "meta ", "", T2),
                        call("5", "meta", "", T3),
                        call("6", "google_ads", "quotaError.RESOURCE_EXHAUSTED", T4)));
        assertThat(ids(apiCalls().latest("", true, 9))).containsExactly("6", "3", "2");
        assertThat(ids(apiCalls().latest("meta", false, 2))).containsExactly("5", "2");
        assertThat(ids(apiCalls().latest("meta", true, 9))).containsExactly("2");
        assertThat(apiCalls().latest("trade_desk", false, 9)).isEmpty();
    }

    /** If this fails, check that a call of the very moment stays, and that numbers go on after all were removed. */
    @Test
    void required_old_calls_are_removed_R15() {
        apiCalls().append(List.of(call("a", T0), call("b", T2), call("c", T1), call("d", T1)));
        assertThat(apiCalls().removeBefore(T0)).isZero();
        assertThat(apiCalls().removeBefore(T1)).isOne();
        assertThat(apiCalls().removeBefore(T1.plusNanos(1_000))).isEqualTo(2);
        assertThat(ids(apiCalls().latest("", false, 9))).containsExactly("b");
        assertThat(apiCalls().removeBefore(Instant.MIN)).isZero();
        assertThat(apiCalls().removeBefore(Instant.MAX)).isOne();
        apiCalls().append(List.of(call("e", T0), call("f", T0)));
        assertThat(ids(apiCalls().latest("", false, 9))).containsExactly("f", "e");
    }

    /** If this fails, check the borders of statement chunks: first and last row of each, the remainder, the order. */
    @Test
    void required_many_calls_are_appended_at_once() {
        List<ApiCall> calls = new ArrayList<>();
        for (int i = 0; i < 2_345; i++) {
            calls.add(call("call " + i, i % 3 == 0 ? T1 : T0));
        }
        apiCalls().append(calls);
        List<String> latest = ids(apiCalls().latest("", false, 3_000));
        assertThat(latest).hasSize(2_345).doesNotHaveDuplicates();
        assertThat(latest.get(0)).isEqualTo("call 2343");
        assertThat(latest.get(782)).isEqualTo("call 2344");
    }

    static ApiCall call(String requestId, Instant at) {
        return call(requestId, "meta", "", at);
    }

    static List<String> ids(List<ApiCall> calls) {
        return calls.stream().map(ApiCall::requestId).toList();
    }

    private static ApiCall call(String requestId, String platform, String errorCode, Instant at) {
        return new ApiCall(
                platform, "act_1", "GET {id}", at, Duration.ofMillis(12), 1, 200, requestId, errorCode, errorCode);
    }

    final ApiCallStore apiCalls() {
        return storage().apiCalls();
    }
}
