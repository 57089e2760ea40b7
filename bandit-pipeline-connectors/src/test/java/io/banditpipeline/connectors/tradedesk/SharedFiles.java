package io.banditpipeline.connectors.tradedesk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Samples that stand beside the project, where they are there. */
final class SharedFiles {
    private SharedFiles() {}

    /** Reads a file, or skips the test where it is not there. */
    static byte[] bytes(String name) throws IOException {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Optional<Path> file = Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data/connectors/ttd/" + name))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), name + " is not in a folder shared/data/connectors/ttd above this one");
        return Files.readAllBytes(file.get());
    }
}
