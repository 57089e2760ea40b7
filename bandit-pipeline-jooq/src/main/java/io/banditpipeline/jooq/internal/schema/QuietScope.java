package io.banditpipeline.jooq.internal.schema;

import java.util.HashMap;
import java.util.Map;
import liquibase.GlobalConfiguration;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.exception.LiquibaseException;
import liquibase.ui.LoggerUIService;

/**
 * Runs Liquibase in a scope of its own that ends with the call, so that nothing stays behind and nothing is printed.
 */
final class QuietScope {
    private QuietScope() {}

    /** What is run. */
    interface Body {
        void run() throws Exception;
    }

    static void run(Body body) throws LiquibaseException {
        try {
            Scope.child(values(), body::run);
        } catch (LiquibaseException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new LiquibaseException(failure);
        }
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put(Scope.Attr.logService.name(), new Slf4jLogService());
        values.put(Scope.Attr.ui.name(), new LoggerUIService());
        values.put(Scope.Attr.classLoader.name(), QuietScope.class.getClassLoader());
        values.put(AnalyticsArgs.ENABLED.getKey(), false);
        values.put(GlobalConfiguration.SHOW_BANNER.getKey(), false);
        values.put(GlobalConfiguration.DUPLICATE_FILE_MODE.getKey(), GlobalConfiguration.DuplicateFileMode.SILENT);
        return values;
    }
}
