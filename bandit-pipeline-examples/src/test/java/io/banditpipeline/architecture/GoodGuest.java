package io.banditpipeline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;

/**
 * Rules R12 and R13 as far as byte code shows them: no hidden clock, zone, locale, sleep, exit, print or static state.
 */
final class GoodGuest {

    private static final Set<String> HIDDEN_INPUTS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.time.Clock.systemDefaultZone",
            "java.time.ZoneId.systemDefault",
            "java.util.Calendar.getInstance",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.util.concurrent.TimeUnit.sleep");

    private static final Set<String> EXITS =
            Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");

    private static final Set<String> SETTERS_OF_THE_PROCESS = Set.of(
            "java.lang.System.setProperty",
            "java.lang.System.setOut",
            "java.lang.System.setErr",
            "java.util.Locale.setDefault",
            "java.util.TimeZone.setDefault");

    private static final Set<String> STREAMS = Set.of("java.lang.System.out", "java.lang.System.err");

    private static final String SHARES_LIMITS_OF_CREDENTIALS = "io.banditpipeline.connectors.internal.rate.Governors";

    private static final Set<String> KEEPERS = Set.of(
            "com.github.benmanes.caffeine.cache.Cache",
            "java.lang.ThreadLocal",
            "java.lang.ref.Reference",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.Executor",
            "java.util.ArrayList",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Queue");

    private GoodGuest() {}

    static ArchRule readsNoHiddenClockZoneOrLocale() {
        return noAccess(
                describe("the system's clock, zone, locale or sleep", access -> isHiddenInput(access.getTarget())));
    }

    static ArchRule neverEndsTheProcess() {
        return noAccess(describe("an exit", access -> EXITS.contains(nameOf(access.getTarget()))));
    }

    static ArchRule leavesTheProcessAsItIs() {
        return noAccess(describe(
                "a setting of the whole process",
                access -> SETTERS_OF_THE_PROCESS.contains(nameOf(access.getTarget()))));
    }

    static ArchRule printsNothing() {
        return noAccess(describe(
                "standard output",
                access -> STREAMS.contains(nameOf(access.getTarget()))
                        || access.getTarget().getName().equals("printStackTrace")));
    }

    static ArchRule hasNoMutableStaticField() {
        return fields().that()
                .haveModifier(STATIC)
                .should(beFinal())
                .because("R13: several pipelines live in one JVM")
                .allowEmptyShould(true);
    }

    /** A final field may still hold what changes; {@code Governors} alone does so on purpose. */
    static ArchRule keepsNothingInStaticFields() {
        return fields().that()
                .haveModifier(STATIC)
                .and()
                .areNotDeclaredIn(SHARES_LIMITS_OF_CREDENTIALS)
                .should()
                .notHaveRawType(describe(
                        "hold what changes",
                        type -> KEEPERS.stream().anyMatch(type::isAssignableTo)
                                || type.getPackageName().startsWith("java.util.concurrent.")))
                .because("R13: several pipelines live in one JVM")
                .allowEmptyShould(true);
    }

    private static ArchRule noAccess(DescribedPredicate<JavaAccess<?>> forbidden) {
        return noClasses().should(access(forbidden)).allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> access(DescribedPredicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("access " + forbidden.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaField> beFinal() {
        return new ArchCondition<>("be final") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean satisfied = field.getModifiers().contains(FINAL);
                events.add(new SimpleConditionEvent(field, satisfied, field.getFullName() + " is static, not final"));
            }
        };
    }

    private static boolean isHiddenInput(AccessTarget target) {
        return HIDDEN_INPUTS.contains(nameOf(target)) || isNowWithoutAClock(target) || isDateOfTheMoment(target);
    }

    private static boolean isNowWithoutAClock(AccessTarget target) {
        return target instanceof AccessTarget.MethodCallTarget call
                && call.getName().equals("now")
                && call.getOwner().getPackageName().startsWith("java.time")
                && call.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isDateOfTheMoment(AccessTarget target) {
        return target instanceof AccessTarget.ConstructorCallTarget call
                && call.getOwner().getName().equals("java.util.Date")
                && call.getRawParameterTypes().isEmpty();
    }

    private static String nameOf(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }
}
