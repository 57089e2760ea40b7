package io.banditpipeline.connectors.meta;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Cases with known answers that stand beside the project; tests are skipped where they are not there. */
final class SharedCases {
    static final ObjectMapper JSON = new ObjectMapper();

    private SharedCases() {}

    static JsonNode read(String name) {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Optional<Path> file = Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data/connectors/meta").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), name + " is not in shared/data/connectors/meta above this folder");
        try {
            return JSON.readTree(file.get().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, List<String>> headers(JsonNode node) {
        Map<String, List<String>> headers = new HashMap<>();
        node.properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        return headers;
    }

    static ErrorAnswer answer(int status, String body) {
        return new ErrorAnswer(status, Map.of(), body);
    }
}
