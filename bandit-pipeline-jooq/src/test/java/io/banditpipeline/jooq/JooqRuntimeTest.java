package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.PipelineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The jOOQ that a host brings. */
class JooqRuntimeTest {
    @Test
    void the_jooq_of_this_build_will_do() {
        assertThatNoException().isThrownBy(() -> JooqRuntime.require(JooqRuntimeTest.class.getClassLoader()));
    }

    @Test
    void a_jooq_that_needs_a_newer_java_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> JooqRuntime.require(new FromTheFuture()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(
                        "needs a newer Java than " + Runtime.version().feature())
                .hasMessageContaining("Pin jOOQ to 3.19")
                .hasCauseInstanceOf(UnsupportedClassVersionError.class);
    }

    @Test
    void a_missing_jooq_is_named() {
        assertThatThrownBy(() -> JooqRuntime.require(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("org.jooq.impl.DSL is missing. Use jOOQ 3.19")
                .hasCauseInstanceOf(ClassNotFoundException.class);
    }

    /** Finds the classes of this build, as if compiled for a Java that does not exist yet. */
    private static final class FromTheFuture extends ClassLoader {
        private static final int MAJOR_VERSION_LOW_BYTE = 7;

        FromTheFuture() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream code = JooqRuntimeTest.class.getClassLoader().getResourceAsStream(file)) {
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                bytes[MAJOR_VERSION_LOW_BYTE] = (byte) 0xFF;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
