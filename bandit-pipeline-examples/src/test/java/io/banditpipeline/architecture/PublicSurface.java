package io.banditpipeline.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rule that no host is made to compile against a library that we chose for ourselves. */
final class PublicSurface {

    private static final List<String> OURS_ALONE = List.of(
            "org.jooq.",
            "com.fasterxml.",
            "org.yaml.",
            "io.github.resilience4j.",
            "liquibase.",
            "com.github.benmanes.",
            "com.zaxxer.",
            "com.github.kagkarlsson.",
            "de.siegmar.");

    private PublicSurface() {}

    static ArchRule showsNoLibraryOfOurs() {
        return classes().should(nameNoLibraryWhereHostsCanSeeIt()).allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> nameNoLibraryWhereHostsCanSeeIt() {
        return new ArchCondition<>("name none of " + OURS_ALONE + " in a public or protected signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (visibleToHosts(type)) {
                    leaks(type).forEach(leak -> events.add(SimpleConditionEvent.violated(type, leak)));
                }
            }
        };
    }

    private static boolean visibleToHosts(JavaClass type) {
        boolean open =
                type.getModifiers().contains(PUBLIC) || type.getModifiers().contains(PROTECTED);
        boolean internal = (type.getPackageName() + ".").contains(".internal.");
        return open
                && !internal
                && type.getEnclosingClass().map(PublicSurface::visibleToHosts).orElse(true);
    }

    private static Stream<String> leaks(JavaClass type) {
        Stream<String> header = leaks(type.getName(), headerTypes(type));
        Stream<String> members = type.getMembers().stream()
                .filter(PublicSurface::isOpen)
                .flatMap(member -> leaks(member.getFullName(), memberTypes(member)));
        return Stream.concat(header, members);
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
    }

    private static Stream<String> leaks(String where, Stream<JavaType> types) {
        Set<String> named = types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getName)
                .filter(name -> OURS_ALONE.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
        return named.stream().sorted().map(name -> where + " shows " + name);
    }

    private static Stream<JavaType> headerTypes(JavaClass type) {
        return Stream.of(
                        type.getSuperclass().stream(),
                        type.getInterfaces().stream(),
                        type.getTypeParameters().stream().flatMap(PublicSurface::bounds))
                .flatMap(types -> types);
    }

    private static Stream<JavaType> memberTypes(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream(),
                        unit.getTypeParameters().stream().flatMap(PublicSurface::bounds))
                .flatMap(types -> types);
    }

    private static Stream<JavaType> bounds(JavaTypeVariable<?> variable) {
        return variable.getUpperBounds().stream();
    }
}
