package io.banditpipeline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules as built, held to the design. */
class ArchitectureTest {

    static List<Module> libraries() {
        return Module.LIBRARIES;
    }

    @Test
    void the_classes_under_test_are_really_there() {
        assertThat(Module.API.classes().contain("io.banditpipeline.metric.Observation"))
                .isTrue();
        assertThat(Module.API.sources()).isNotEmpty();
    }

    @Test
    void the_api_needs_nothing_but_the_jdk_and_jspecify() {
        Boundaries.apiNeedsOnlyTheJdkAndJSpecify().check(Module.API.classes());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_knows_the_api_and_itself_and_only_the_settings_know_more(Module module) {
        Boundaries.knowsNoModuleThatItMayNot(module).check(module.classes());
    }

    @ParameterizedTest
    @EnumSource(names = {"API", "CORE", "CONNECTORS", "CONFIG"})
    void only_the_storage_module_names_a_database(Module module) {
        Boundaries.doesNotNameADatabase().check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void a_module_stays_in_its_packages_so_that_none_is_split(Module module) {
        Boundaries.staysInItsPackages(module).check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void every_package_says_that_null_is_the_exception(Module module) {
        Boundaries.everyPackageIsNullMarked().check(module.classes());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_shows_hosts_no_library_of_its_own(Module module) {
        PublicSurface.showsNoLibraryOfOurs().check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void time_zone_locale_and_sleep_are_never_the_systems_R12(Module module) {
        GoodGuest.readsNoHiddenClockZoneOrLocale().check(module.classes());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_neither_ends_nor_sets_up_the_process_nor_prints_R13(Module module) {
        GoodGuest.neverEndsTheProcess().check(module.classes());
        GoodGuest.leavesTheProcessAsItIs().check(module.classes());
        GoodGuest.printsNothing().check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void no_static_field_can_be_reassigned_R13(Module module) {
        GoodGuest.hasNoMutableStaticField().check(module.classes());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_keeps_nothing_that_changes_in_static_fields_R13(Module module) {
        GoodGuest.keepsNothingInStaticFields().check(module.classes());
    }

    @Test
    void no_file_and_no_method_is_too_long_to_read() {
        List<String> tooLong = Module.ALL.stream()
                .map(Module::sources)
                .flatMap(sources -> Stream.concat(
                        SourceSize.tooLongFiles(sources).stream(), SourceSize.tooLongMethods(sources).stream()))
                .toList();

        assertThat(tooLong).isEmpty();
    }
}
