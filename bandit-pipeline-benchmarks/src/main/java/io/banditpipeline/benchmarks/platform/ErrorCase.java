package io.banditpipeline.benchmarks.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.benchmarks.harness.UsageException;
import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a platform and what it should be taken for.
 *
 * @param id the case's name, or its place in the file
 * @param answer the answer
 * @param expected the class, or the kind, of the failure
 * @param minDelay the least delay before the next call, if one is named
 */
record ErrorCase(
        String id,
        ErrorAnswer answer,
        String expected,
        @Nullable Duration minDelay) {
    /**
     * Reads the cases of a file: {@code {"cases": [{"id", "status", "headers", "body", "expected": {"cls",
     * "minDelaySeconds"}}]}}. A body is JSON, or the text itself.
     *
     * @throws UsageException if the file cannot be read or has another form
     */
    static List<ErrorCase> read(Path file) {
        ObjectMapper mapper = new ObjectMapper();
        List<ErrorCase> cases = new ArrayList<>();
        try {
            JsonNode all = mapper.readTree(Files.readAllBytes(file)).path("cases");
            if (!all.isArray() || all.isEmpty()) {
                throw new UsageException(file + " has no array 'cases'");
            }
            for (JsonNode one : all) {
                cases.add(read(one, cases.size() + 1, file, mapper));
            }
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
        return cases;
    }

    private static ErrorCase read(JsonNode one, int number, Path file, ObjectMapper mapper) throws IOException {
        String id = one.path("id").asText("case " + number);
        if (!one.path("status").isInt() || !one.path("expected").path("cls").isTextual()) {
            throw new UsageException(file + ", " + id + ": 'status' and 'expected.cls' are needed");
        }
        Map<String, List<String>> headers = new HashMap<>();
        one.path("headers").properties().forEach(header -> headers.put(header.getKey(), values(header.getValue())));
        JsonNode body = one.path("body");
        String text = body.isTextual()
                ? body.asText()
                : body.isMissingNode() || body.isNull() ? "" : mapper.writeValueAsString(body);
        JsonNode delay = one.path("expected").path("minDelaySeconds");
        return new ErrorCase(
                id,
                new ErrorAnswer(one.path("status").asInt(), headers, text),
                one.path("expected").path("cls").asText(),
                delay.isNumber()
                        ? Duration.ofNanos(
                                delay.decimalValue().movePointRight(9).longValueExact())
                        : null);
    }

    private static List<String> values(JsonNode header) {
        if (!header.isArray()) {
            return List.of(header.asText());
        }
        List<String> values = new ArrayList<>();
        header.forEach(value -> values.add(value.asText()));
        return values;
    }

    /** A word that is both a class and a kind, such as SPLIT, is meant as the class, which says more. */
    private boolean isClass() {
        return Arrays.stream(FailureClass.values()).anyMatch(each -> each.name().equals(expected));
    }

    /** What a classifier makes of it that it should not; empty if it is right. */
    Optional<String> mismatch(Classifier classifier) {
        Failure failure = classifier.classify(answer);
        if (!expected.equals(
                isClass() ? failure.failureClass().name() : failure.kind().name())) {
            return Optional.of(id + ": " + expected + " expected, but it is " + failure.failureClass() + " ("
                    + failure.kind() + ", " + failure.code() + ")");
        }
        Duration delay = failure.retryAfter();
        if (minDelay != null && (delay == null || delay.compareTo(minDelay) < 0)) {
            return Optional.of(id + ": a delay of " + minDelay + " expected, but it is " + delay);
        }
        return Optional.empty();
    }
}
