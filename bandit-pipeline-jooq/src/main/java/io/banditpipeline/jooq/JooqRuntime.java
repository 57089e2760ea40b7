package io.banditpipeline.jooq;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import org.jspecify.annotations.Nullable;

/**
 * Loads jOOQ as a guest does: it must be one that this Java can run, and it does not advertise itself in the host's
 * log.
 */
final class JooqRuntime {
    private static final String LOGO = "org.jooq.no-logo";
    private static final String TIPS = "org.jooq.no-tips";

    private JooqRuntime() {}

    /** @throws PipelineException with code CONFIGURATION if jOOQ needs a newer Java than this one */
    static void load() {
        String logo = System.getProperty(LOGO);
        String tips = System.getProperty(TIPS);
        try {
            // jOOQ greets when these classes are loaded, and asks these properties then.
            System.setProperty(LOGO, "true");
            System.setProperty(TIPS, "true");
            ClassLoader loader = JooqRuntime.class.getClassLoader();
            Class.forName("org.jooq.impl.DefaultRenderContext", true, loader);
            Class.forName("org.jooq.impl.Tips", true, loader);
        } catch (UnsupportedClassVersionError tooNew) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "The jOOQ on the class path needs a newer Java than "
                            + Runtime.version().feature()
                            + ": jOOQ 3.20 and later need Java 21. Pin jOOQ to 3.19 (in a Spring Boot build by the property"
                            + " jooq.version), or run on a newer Java",
                    tooNew);
        } catch (ClassNotFoundException renamed) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "The jOOQ on the class path is not one that bandit-pipeline knows: " + renamed.getMessage()
                            + " is missing. Use jOOQ 3.19",
                    renamed);
        } finally {
            restore(LOGO, logo);
            restore(TIPS, tips);
        }
    }

    private static void restore(String property, @Nullable String before) {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
    }
}
