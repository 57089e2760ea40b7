package io.banditpipeline.connectors.meta;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers calls as a test says, as a client does that never tries again. */
final class FakeMeta implements ApiClient {
    private final Function<Asked, Answer> answers;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    FakeMeta(Function<Asked, Answer> answers) {
        this.answers = answers;
    }

    /**
     * A call.
     *
     * @param method and path, such as {@code "GET act_1/insights"}
     * @param parameters those of its query or form
     */
    record Asked(String call, Map<String, String> parameters, ApiRequest request) {
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    record Answer(int status, String body) {}

    static Answer ok(String body) {
        return new Answer(200, body);
    }

    static Answer error(int code, int subcode) {
        return new Answer(
                400, "{\"error\":{\"message\":\"m\",\"code\":" + code + ",\"error_subcode\":" + subcode + "}}");
    }

    static Answer page(String rows, String after) {
        String paging = after.isEmpty()
                ? "{\"cursors\":{\"before\":\"b\",\"after\":\"last\"}}"
                : "{\"cursors\":{\"after\":\"" + after
                        + "\"},\"next\":\"https://graph.facebook.com/x?access_token=T\"}";
        return ok("{\"data\":[" + rows + "],\"paging\":" + paging + "}");
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> calls() {
        return asked().stream().map(Asked::call).toList();
    }

    @Override
    public <T> T call(ApiRequest request, AnswerReader<T> reader, Cancellation cancellation) {
        Asked one = asked(request);
        asked.add(one);
        Answer answer = answers.apply(one);
        ErrorAnswer head = new ErrorAnswer(answer.status(), Map.of(), "");
        if (answer.status() >= 400) {
            throw thrown(new MetaErrors().classify(new ErrorAnswer(answer.status(), Map.of(), answer.body())));
        }
        try {
            return reader.read(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)), head);
        } catch (PlatformFailure told) {
            throw thrown(told.failure());
        } catch (IOException broken) {
            throw new SourceException(Kind.RESTART, "the answer broke off", null);
        }
    }

    private static SourceException thrown(Failure failure) {
        return new SourceException(
                failure.kind(), failure.code() + ": " + failure.text(), new ApiFailure(failure), failure.retryAfter());
    }

    private static Asked asked(ApiRequest request) {
        byte[] body = request.body();
        String query = body == null ? request.uri().getRawQuery() : new String(body, StandardCharsets.UTF_8);
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String path = request.uri().getPath().replaceFirst("^/v[0-9.]+/", "");
        return new Asked(request.method() + " " + path, parameters, request);
    }

    @Override
    public void attach(ApiCallLog log) {}

    @Override
    public void close() {}
}
