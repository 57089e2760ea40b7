package io.banditpipeline.jooq;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;

/** Checks that there is a jOOQ which this Java can run, before code that needs it fails with less to say. */
final class JooqRuntime {
    private static final String ENTRY = "org.jooq.impl.DSL";

    private JooqRuntime() {}

    /**
     * Checks the jOOQ that a class loader finds.
     *
     * @throws PipelineException with code CONFIGURATION if there is none, or if it needs a newer Java than this one
     */
    static void require(ClassLoader loader) {
        try {
            Class.forName(ENTRY, false, loader);
        } catch (UnsupportedClassVersionError tooNew) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "The jOOQ on the class path needs a newer Java than "
                            + Runtime.version().feature()
                            + ": jOOQ 3.20 and later need Java 21. Pin jOOQ to 3.19 (in a Spring Boot build by the property"
                            + " jooq.version), or run on a newer Java",
                    tooNew);
        } catch (ClassNotFoundException missing) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "There is no jOOQ on the class path that bandit-pipeline knows: " + missing.getMessage()
                            + " is missing. Use jOOQ 3.19",
                    missing);
        }
    }
}
