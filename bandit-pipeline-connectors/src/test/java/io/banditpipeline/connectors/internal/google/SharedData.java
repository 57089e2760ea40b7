package io.banditpipeline.connectors.internal.google;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that lie beside the project on some machines. */
final class SharedData {
    private SharedData() {}

    static Optional<Path> file(String name) {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data/connectors").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
