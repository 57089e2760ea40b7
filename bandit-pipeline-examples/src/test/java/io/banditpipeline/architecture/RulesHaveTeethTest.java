package io.banditpipeline.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.banditpipeline.architecture.fixture.Offender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is broken on purpose: one that let its offender through would hold nothing. */
class RulesHaveTeethTest {

    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(Offender.class);

    static Stream<Arguments> rules() {
        return Map.<ArchRule, String>of(
                        Boundaries.apiNeedsOnlyTheJdkAndJSpecify(), "com.fasterxml.jackson.databind.JsonNode",
                        Boundaries.doesNotNameADatabase(), "javax.sql.DataSource",
                        Boundaries.staysInItsPackages(Module.CORE), "Offender is compiled in CORE",
                        Boundaries.everyPackageIsNullMarked(), "architecture.fixture holds",
                        PublicSurface.showsNoLibraryOfOurs(), "leak() shows com.fasterxml.jackson.databind.JsonNode",
                        GoodGuest.readsNoHiddenClockZoneOrLocale(), "LocalDate.now()",
                        GoodGuest.neverEndsTheProcess(), "System.exit(int)",
                        GoodGuest.leavesTheProcessAsItIs(), "System.setProperty",
                        GoodGuest.printsNothing(), "System.out",
                        GoodGuest.hasNoMutableStaticField(), "calls is static, not final")
                .entrySet()
                .stream()
                .map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_finds_its_offender(ArchRule rule, String complaint) {
        assertThatThrownBy(() -> rule.check(OFFENDER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void a_static_field_that_keeps_something_is_found() {
        assertThatThrownBy(() -> GoodGuest.keepsNothingInStaticFields().check(OFFENDER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("KEPT");
    }

    @Test
    void a_module_that_knows_another_is_found() {
        JavaClasses knowsTheExamples = new ClassFileImporter().importClasses(RulesHaveTeethTest.class);

        assertThatThrownBy(
                        () -> Boundaries.knowsNoModuleThatItMayNot(Module.CORE).check(knowsTheExamples))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Offender");
    }

    @Test
    void a_long_file_and_a_long_method_are_found(@TempDir Path directory) throws IOException {
        Path source = directory.resolve("Long.java");
        String method = "    void run() {\n" + "        step();\n".repeat(SourceSize.MAX_METHOD_LINES) + "    }\n";
        Files.writeString(source, "class Long {\n" + method + "\n".repeat(SourceSize.MAX_FILE_LINES) + "}\n");

        assertThat(SourceSize.tooLongFiles(List.of(source)))
                .singleElement()
                .asString()
                .contains("Long.java has");
        assertThat(SourceSize.tooLongMethods(List.of(source)))
                .singleElement()
                .asString()
                .contains("run has 82 lines");
    }

    @Test
    void a_package_belongs_to_exactly_one_module() {
        List<String> packages = List.of(
                "io.banditpipeline",
                "io.banditpipeline.metric",
                "io.banditpipeline.core.mmm",
                "io.banditpipeline.jooq",
                "io.banditpipeline.config");

        assertThat(packages).allSatisfy(name -> assertThat(Module.ALL.stream().filter(module -> module.owns(name)))
                .hasSize(1));
    }
}
