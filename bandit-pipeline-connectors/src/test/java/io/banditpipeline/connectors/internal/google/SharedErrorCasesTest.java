package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Error answers that others have collected; skipped where they are not there. */
class SharedErrorCasesTest {
    @Test
    void every_case_is_classified_as_it_says() throws IOException {
        Optional<Path> file = SharedData.file("google/error-cases.json");
        assumeTrue(file.isPresent(), "error-cases.json is not in shared/data/connectors/google above this folder");
        JsonNode cases = new ObjectMapper().readTree(file.get().toFile()).path("cases");
        assertThat(cases).isNotEmpty();
        GoogleErrors errors = new GoogleErrors();
        for (JsonNode one : cases) {
            Failure failure = errors.classify(answer(one));
            JsonNode expected = one.path("expected");
            assertThat(failure.failureClass().name())
                    .as(one.path("id").asText())
                    .isEqualTo(expected.path("cls").asText());
            Duration delay = expected.path("minDelaySeconds").isNull()
                    ? null
                    : Duration.ofMillis(
                            Math.round(expected.path("minDelaySeconds").asDouble() * 1_000));
            assertThat(failure.retryAfter()).as(one.path("id").asText()).isEqualTo(delay);
        }
    }

    private static ErrorAnswer answer(JsonNode one) {
        JsonNode body = one.path("body");
        Map<String, List<String>> headers = new HashMap<>();
        one.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        new ArrayList<>(List.of(header.getValue().asText()))));
        return new ErrorAnswer(
                one.path("status").asInt(),
                headers,
                body.isTextual() ? body.asText() : body.isNull() ? "" : body.toString());
    }
}
