package io.banditpipeline.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Opens pools of connections. */
final class Pools {
    private Pools() {}

    /**
     * Opens a pool and its first connection.
     *
     * @throws PipelineException with code STORAGE or CONFIGURATION if there is none to be had
     */
    static HikariDataSource open(HikariConfig config, String what, Masking masking) {
        try {
            // One attempt: who starts a pipeline wants to hear at once.
            config.setInitializationFailTimeout(1);
            return new HikariDataSource(config);
        } catch (RuntimeException failure) {
            throw failed(what, failure, masking);
        }
    }

    static PipelineException failed(String what, Throwable failure, Masking masking) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.toString() : root.getMessage();
        String hint = hint((failure.getMessage() + " " + reason).toLowerCase(Locale.ROOT));
        return masking.failure(
                hint == null || !hint.startsWith("put") ? ErrorCode.STORAGE : ErrorCode.CONFIGURATION,
                "Cannot connect to " + what + ": " + reason + (hint == null ? "" : " (" + hint + ")"),
                failure);
    }

    private static @Nullable String hint(String message) {
        if (message.contains("no suitable driver") || message.contains("driver instance")) {
            return "put the database's JDBC driver on the class path: org.postgresql:postgresql,"
                    + " org.mariadb.jdbc:mariadb-java-client or com.mysql:mysql-connector-j";
        }
        if (message.contains("password") || message.contains("access denied") || message.contains("authentication")) {
            return "check user and password";
        }
        if (message.contains("connect") || message.contains("unknown host")) {
            return "check host and port, and that the server runs";
        }
        return message.contains("locked") || message.contains("busy")
                ? "another process keeps the file locked: end it, or name another file"
                : null;
    }
}
