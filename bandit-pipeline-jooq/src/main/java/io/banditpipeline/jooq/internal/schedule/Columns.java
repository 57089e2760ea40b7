package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import io.banditpipeline.jooq.internal.sql.Engine;

/**
 * How db-scheduler reads and writes on each engine: instants in UTC, whatever the zone of the session, and no job that
 * is paused.
 */
final class Columns {
    private static final String NOT_PAUSED = " and not paused ";

    private Columns() {}

    static JdbcCustomization of(Engine engine) {
        return switch (engine) {
            case SQLITE ->
                new SqliteJdbcCustomization() {
                    @Override
                    public String createSelectDueQuery(String table, int limit, String and, boolean byPriority) {
                        return super.createSelectDueQuery(table, limit, NOT_PAUSED + and, byPriority);
                    }
                };
            case POSTGRESQL ->
                new PostgreSqlJdbcCustomization(false, false) {
                    @Override
                    public String createSelectDueQuery(String table, int limit, String and, boolean byPriority) {
                        return super.createSelectDueQuery(table, limit, NOT_PAUSED + and, byPriority);
                    }
                };
            case MARIADB ->
                new MariaDBJdbcCustomization(true) {
                    @Override
                    public String createSelectDueQuery(String table, int limit, String and, boolean byPriority) {
                        return super.createSelectDueQuery(table, limit, NOT_PAUSED + and, byPriority);
                    }
                };
            case MYSQL ->
                new MySQL8JdbcCustomization(true) {
                    @Override
                    public String createSelectDueQuery(String table, int limit, String and, boolean byPriority) {
                        return super.createSelectDueQuery(table, limit, NOT_PAUSED + and, byPriority);
                    }
                };
        };
    }
}
