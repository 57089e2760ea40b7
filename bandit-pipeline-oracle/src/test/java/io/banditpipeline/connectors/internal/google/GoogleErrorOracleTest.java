package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.ads.googleads.v23.errors.ErrorCode;
import com.google.ads.googleads.v23.errors.ErrorDetails;
import com.google.ads.googleads.v23.errors.GoogleAdsError;
import com.google.ads.googleads.v23.errors.GoogleAdsFailure;
import com.google.ads.googleads.v23.errors.QuotaErrorDetails;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Errors that Google's own classes write as JSON are told apart, each of all that they know. */
class GoogleErrorOracleTest {
    private static final List<Integer> STATUSES = List.of(200, 400, 401, 403, 404, 429, 500, 503);

    /** Newer than these classes of Google's: version 25 has the one, Google's page of limits names the other. */
    private static final List<String> NEWER = List.of(
            "authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION", "requestError.TOO_MANY_ACTION_OPERATIONS");

    /**
     * Groups of which every code has a rule, its own or that of the group: what reading and setting budgets may meet.
     */
    private static final Set<String> KNOWN_GROUPS = Set.of(
            "authenticationError",
            "authorizationError",
            "campaignBudgetError",
            "customerError",
            "databaseError",
            "dateError",
            "dateRangeError",
            "headerError",
            "internalError",
            "mutateError",
            "notAllowlistedError",
            "operationAccessDeniedError",
            "queryError",
            "quotaError",
            "requestError",
            "resourceAccessDeniedError",
            "resourceCountLimitExceededError",
            "sizeLimitError");

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .usingTypeRegistry(JsonFormat.TypeRegistry.newBuilder()
                    .add(GoogleAdsFailure.getDescriptor())
                    .add(RetryInfo.getDescriptor())
                    .add(ErrorInfo.getDescriptor())
                    .build());

    private final GoogleErrors errors = new GoogleErrors();

    /** A code that an error may have: a field of the union, and a value of its enum. */
    private record Code(FieldDescriptor field, EnumValueDescriptor value) {
        static List<Code> all() {
            return ErrorCode.getDescriptor().getFields().stream()
                    .flatMap(field -> field.getEnumType().getValues().stream().map(value -> new Code(field, value)))
                    .toList();
        }

        GoogleAdsError.Builder error() {
            return GoogleAdsError.newBuilder()
                    .setErrorCode(ErrorCode.newBuilder().setField(field, value))
                    .setMessage("Said of " + this + " \"\u0130\" \ud83d\ude80.");
        }

        String group() {
            return field.getJsonName();
        }

        @Override
        public String toString() {
            return group() + "." + value.getName();
        }
    }

    @Test
    void every_code_is_found_whatever_the_shape_and_is_judged_before_the_http_status() throws Exception {
        assertThat(Code.all()).hasSizeGreaterThan(1_500);
        for (Code code : Code.all()) {
            Set<FailureClass> classes = new TreeSet<>();
            String json = json(failure(code.error().build()).build());
            for (int status : STATUSES) {
                for (String body : shapes(json, status)) {
                    Failure failure = classify(status, body);
                    assertThat(failure.code()).isEqualTo(code.toString());
                    assertThat(failure.text()).startsWith("Said of " + code).contains("What to do: ");
                    assertThat(failure.requestId()).isEqualTo("r-1");
                    assertThat(failure.failureClass()).as(body).isNotEqualTo(FailureClass.OK_EMPTY);
                    classes.add(failure.failureClass());
                }
            }
            if (ErrorTable.find(code.toString()).isPresent()) {
                assertThat(classes).as(code.toString()).hasSize(1);
            }
        }
    }

    @Test
    void every_code_of_a_group_that_we_may_meet_has_a_rule() {
        Set<String> withoutRule = Code.all().stream()
                .filter(code -> ErrorTable.find(code.toString()).isEmpty())
                .map(Code::group)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = Code.all().stream().map(Code::group).collect(Collectors.toCollection(TreeSet::new));
        assertThat(all).containsAll(KNOWN_GROUPS);
        all.removeAll(withoutRule);
        assertThat(all).isEqualTo(new TreeSet<>(KNOWN_GROUPS));
    }

    @Test
    void every_rule_is_about_a_code_that_google_knows() {
        Set<String> known = Code.all().stream()
                .flatMap(code -> Stream.of(code.toString(), code.group() + ".*"))
                .collect(Collectors.toSet());
        List<String> unknown = ErrorTable.rules().stream()
                .map(ErrorRule::code)
                .filter(code -> code.contains("Error.") && !known.contains(code))
                .toList();
        assertThat(unknown).isEqualTo(NEWER);
    }

    @Test
    void every_status_of_google_has_a_rule_by_its_name_and_by_its_number() throws Exception {
        for (com.google.rpc.Code code : com.google.rpc.Code.values()) {
            if (code != com.google.rpc.Code.UNRECOGNIZED && code != com.google.rpc.Code.OK) {
                String json = json(Status.newBuilder()
                        .setCode(code.getNumber())
                        .setMessage("m")
                        .build());
                Failure byNumber = classify(200, "{\"partialFailureError\":" + json + "}");
                Failure byName = classify(
                        418, "{\"error\":{\"code\":418,\"message\":\"m\",\"status\":\"" + code.name() + "\"}}");
                assertThat(byNumber.code()).isEqualTo(byName.code()).isEqualTo(code.name());
                assertThat(byNumber.failureClass()).isEqualTo(byName.failureClass());
                assertThat(ErrorTable.find("status." + code.name()))
                        .as(code.name())
                        .isPresent();
            }
        }
    }

    @Property(tries = 300)
    void the_delay_and_the_scope_of_a_quota_are_told_exactly(@ForAll Random random) throws Exception {
        Duration delay = delay(random);
        QuotaErrorDetails.Builder details =
                QuotaErrorDetails.newBuilder().setRateName("per \"day\"").setRetryDelay(delay);
        QuotaErrorDetails.getDescriptor().findFieldByName("rate_scope").getEnumType().getValues().stream()
                .skip(random.nextInt(4))
                .findFirst()
                .ifPresent(scope ->
                        details.setField(QuotaErrorDetails.getDescriptor().findFieldByName("rate_scope"), scope));
        GoogleAdsError error = code("quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED")
                .error()
                .setDetails(ErrorDetails.newBuilder().setQuotaErrorDetails(details))
                .build();
        Failure failure = classify(429, rest(json(failure(error).build()), 429));
        assertThat(failure.retryAfter()).isEqualTo(java.time.Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
        assertThat(failure.failureClass())
                .isEqualTo(
                        delay.getSeconds() >= 3_600 && (delay.getSeconds() > 3_600 || delay.getNanos() > 0)
                                ? FailureClass.THROTTLED_LONG
                                : FailureClass.THROTTLED);
        String scope = details.getRateScope().name();
        assertThat(failure.scope()).isEqualTo(details.getRateScopeValue() == 0 ? "" : scope);
    }

    @Property(tries = 200)
    void of_several_errors_and_details_each_counts(@ForAll Random random) throws Exception {
        Duration delay = delay(random);
        Status status = failure(
                        code("internalError", "TRANSIENT_ERROR").error().build(),
                        random(random).error().build())
                .addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("NEW")
                        .setDomain("googleads")
                        .build()))
                .build();
        Failure failure = classify(503, rest(json(status), 503));
        assertThat(failure.failureClass()).isNotEqualTo(FailureClass.OK_EMPTY);
        if (failure.failureClass() == FailureClass.RETRYABLE) {
            assertThat(failure.retryAfter())
                    .isEqualTo(java.time.Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
        }
    }

    @Property(tries = 200)
    void an_error_in_the_middle_of_a_stream_is_judged_as_one_by_itself(@ForAll Random random) throws Exception {
        Code code = random(random);
        String error = rest(json(failure(code.error().build()).build()), 500);
        byte[] stream = ("[{\"results\":[{}],\"requestId\":\"a\"}," + error + "]").getBytes(StandardCharsets.UTF_8);
        PlatformFailure thrown = catchThrowableOfType(
                PlatformFailure.class,
                () -> SearchStream.read(new ByteArrayInputStream(stream), parser -> parser.skipChildren()));
        assertThat(thrown.failure()).isEqualTo(classify(500, error));
    }

    @Property(tries = 1_000)
    void an_error_that_is_cut_anywhere_never_throws(@ForAll Random random) throws Exception {
        String error = rest(json(failure(random(random).error().build()).build()), 400);
        Failure failure = classify(400, error.substring(0, random.nextInt(error.length())));
        assertThat(failure.failureClass()).isNotEqualTo(FailureClass.OK_EMPTY);
    }

    private Failure classify(int status, String body) {
        return errors.classify(new ErrorAnswer(status, Map.of(), body));
    }

    /** The ways in which the same error comes: of a call, of a stream, or within a success. */
    private static List<String> shapes(String json, int status) {
        String partial = "{\"results\":[{}],\"partialFailureError\":" + json + "}";
        int error = status < 400 ? 400 : status;
        return List.of(rest(json, error), "[" + rest(json, error) + "]", partial);
    }

    /** A status as REST answers have it: with the HTTP status as its code. */
    private static String rest(String json, int status) {
        return "{\"error\":" + json.replaceFirst("\"code\": \\d+", "\"code\": " + status) + "}";
    }

    private static Status.Builder failure(GoogleAdsError... errors) {
        GoogleAdsFailure failure = GoogleAdsFailure.newBuilder()
                .addAllErrors(Arrays.asList(errors))
                .setRequestId("r-1")
                .build();
        return Status.newBuilder().setCode(3).setMessage("general").addDetails(Any.pack(failure));
    }

    private static String json(Status status) throws InvalidProtocolBufferException {
        return PRINTER.print(status);
    }

    private static Code random(Random random) {
        List<Code> all = Code.all();
        return all.get(random.nextInt(all.size()));
    }

    private static Code code(String group, String name) {
        return Code.all().stream()
                .filter(code -> code.toString().equals(group + "." + name))
                .findFirst()
                .orElseThrow();
    }

    private static Duration delay(Random random) {
        int nanos = Stream.of(0, 500_000_000, 1_000_000, 1_000, 1, random.nextInt(1_000_000_000))
                .skip(random.nextInt(6))
                .findFirst()
                .orElseThrow();
        return Duration.newBuilder()
                .setSeconds(random.nextBoolean() ? random.nextInt(120) : random.nextInt(100_000))
                .setNanos(nanos)
                .build();
    }
}
