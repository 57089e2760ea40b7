package io.banditpipeline.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A module of the build: where its classes and sources lie, and which packages are its own. */
enum Module {
    API,
    CORE,
    JOOQ,
    CONNECTORS,
    CONFIG,
    TESTKIT,
    EXAMPLES,
    BENCHMARKS;

    private static final String ROOT = "io.banditpipeline";

    private static final Map<Module, JavaClasses> IMPORTED = new EnumMap<>(Module.class);

    static final List<Module> LIBRARIES = List.of(API, CORE, JOOQ, CONNECTORS, CONFIG, TESTKIT);

    static final List<Module> ALL = List.of(values());

    /** The compiled main classes without what generators wrote; empty while a module has none. */
    JavaClasses classes() {
        synchronized (IMPORTED) {
            return IMPORTED.computeIfAbsent(this, Module::read);
        }
    }

    /** The hand-written sources, main and test. */
    List<Path> sources() {
        return Stream.of("src/main/java", "src/test/java")
                .map(directory()::resolve)
                .filter(Files::isDirectory)
                .flatMap(Module::javaFiles)
                .toList();
    }

    /** Whether the package may hold classes of this module: each module has its own prefix, the API has the rest. */
    boolean owns(String packageName) {
        return switch (this) {
            case API -> packageName.startsWith(ROOT + ".") && others().noneMatch(other -> other.owns(packageName));
            case CORE -> packageName.equals(ROOT) || under("core", packageName);
            case EXAMPLES -> under("examples", packageName) || under("architecture", packageName);
            default -> under(lowerCaseName(), packageName);
        };
    }

    /** Whether a module may know another one besides the API: only the settings join some, as a host does. */
    boolean mayKnow(Module other) {
        return other == this
                || other == API
                || this == CONFIG && Set.of(CORE, JOOQ, CONNECTORS).contains(other);
    }

    /** Whether the package belongs to any module of this project. */
    static boolean ours(String packageName) {
        return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
    }

    private Stream<Module> others() {
        return Arrays.stream(values()).filter(other -> other != this);
    }

    private static boolean under(String name, String packageName) {
        String prefix = ROOT + "." + name;
        return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
    }

    private String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Path directory() {
        return Path.of("..", "bandit-pipeline-" + lowerCaseName());
    }

    private static JavaClasses read(Module module) {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/io/banditpipeline/jooq/internal/db/"))
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPath(module.directory().resolve("target/classes"));
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the sources under " + root, e);
        }
    }
}
