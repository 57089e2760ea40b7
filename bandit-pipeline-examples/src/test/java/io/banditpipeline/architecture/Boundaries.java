package io.banditpipeline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Rules on who may know whom. Each holds for a module that is still empty. */
final class Boundaries {

    private Boundaries() {}

    static ArchRule apiNeedsOnlyTheJdkAndJSpecify() {
        DescribedPredicate<JavaClass> allowed = describe(
                "are of java.*, JSpecify or the API itself",
                type -> resideInAnyPackage("java..", "org.jspecify..").test(elementOf(type))
                        || elementOf(type).isPrimitive()
                        || Module.API.owns(elementOf(type).getPackageName()));
        return classes().should().onlyDependOnClassesThat(allowed).allowEmptyShould(true);
    }

    static ArchRule knowsNoModuleThatItMayNot(Module module) {
        DescribedPredicate<JavaClass> anotherModule =
                describe("are of a module that " + module + " may not know", type -> {
                    String packageName = elementOf(type).getPackageName();
                    return Module.ours(packageName)
                            && Module.ALL.stream().noneMatch(other -> module.mayKnow(other) && other.owns(packageName));
                });
        return noClasses().should().dependOnClassesThat(anotherModule).allowEmptyShould(true);
    }

    static ArchRule doesNotNameADatabase() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.jooq..",
                        "liquibase..",
                        "com.zaxxer..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "org.mariadb..",
                        "com.github.kagkarlsson.."))
                .allowEmptyShould(true);
    }

    static ArchRule staysInItsPackages(Module module) {
        return classes()
                .that(areNotGuestsOfABenchmark())
                .should(resideInPackagesOf(module))
                .allowEmptyShould(true);
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes()
                .that(areNotGuestsOfABenchmark())
                .should(beInANullMarkedPackage())
                .allowEmptyShould(true);
    }

    /**
     * The benchmarks, which are not published, measure two parsers that are nobody else's business: each has one class
     * that stands in the connector's package to reach it.
     */
    private static DescribedPredicate<JavaClass> areNotGuestsOfABenchmark() {
        Set<String> guests = Set.of(
                "io.banditpipeline.connectors.meta.InsightsPages", "io.banditpipeline.connectors.tradedesk.Reports");
        return DescribedPredicate.describe("are no guests of a benchmark", type -> guests.stream()
                .noneMatch(
                        guest -> type.getName().equals(guest) || type.getName().startsWith(guest + "$")));
    }

    private static JavaClass elementOf(JavaClass type) {
        return type.getBaseComponentType();
    }

    private static ArchCondition<JavaClass> resideInPackagesOf(Module module) {
        return new ArchCondition<>("reside in a package of " + module) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = module.owns(type.getPackageName());
                events.add(new SimpleConditionEvent(type, satisfied, type.getName() + " is compiled in " + module));
            }
        };
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked in its package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                events.add(
                        new SimpleConditionEvent(type, satisfied, type.getPackageName() + " holds " + type.getName()));
            }
        };
    }
}
