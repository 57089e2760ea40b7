package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.schedule.JobSpec;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with the table of jobs beside what db-scheduler does: each job is a task of one instance, so that an
 * instance which does not know a job leaves it alone. This class is thread-safe.
 *
 * <p>A row that is picked is changed only where that does not get in the way of who has it: its version, by which
 * db-scheduler tells whether it still has it, stays.
 */
final class JobTable {
    static final String NAME = "scheduled_job";
    static final String INSTANCE = "slot";

    private static final String ONE_ROW = " where task_name = ? and task_instance = ?";
    private static final String COLUMNS =
            "select task_name, task_data, execution_time, picked, picked_by, last_heartbeat, version, paused from ";

    private final Database database;
    private final JdbcCustomization columns;
    private final String table;

    JobTable(Database database, JdbcCustomization columns) {
        this.database = database;
        this.columns = columns;
        this.table = database.names().qualified(NAME);
    }

    /** All jobs, also those that only other instances know. */
    List<JobRow> all() {
        return database.read(session -> rows(session, COLUMNS + table + " where task_instance = ?", INSTANCE));
    }

    /**
     * Adds a job that is unknown, and lets one whose trigger has changed wait for its first slot, unless an instance is
     * running it: that one goes on from there.
     */
    void register(JobSpec spec, Instant now) {
        String trigger = TriggerText.of(spec.trigger());
        database.doWrite(session -> {
            List<JobRow> known = rows(session, COLUMNS + table + ONE_ROW, spec.name(), INSTANCE);
            Instant slot = spec.trigger().next(now);
            if (known.isEmpty()) {
                insert(session, spec, JobState.first(slot, trigger));
                return;
            }
            JobRow row = known.get(0);
            if (!row.picked() && !row.state().trigger().equals(trigger)) {
                await(session, spec, row, row.state().await(slot, trigger));
            }
        });
    }

    /**
     * Notes that a slot is begun.
     *
     * @return whether the job is still the caller's, which picked it as this version
     */
    boolean begin(JobSpec spec, long version, JobState state) {
        return database.write(session -> {
                    try (PreparedStatement update = session.connection()
                            .prepareStatement("update " + table + " set task_data = ?, execution_time = ?" + ONE_ROW
                                    + " and version = ?")) {
                        columns.setTaskData(update, 1, bytes(state));
                        columns.setInstant(update, 2, begins(spec, state.slot()));
                        update.setString(3, spec.name());
                        update.setString(4, INSTANCE);
                        update.setLong(5, version);
                        return update.executeUpdate();
                    }
                })
                == 1;
    }

    /** Pauses or resumes a job. Who is about to pick it does not get it any more. */
    void pause(String job, boolean paused) {
        database.doWrite(session -> {
            try (PreparedStatement update = session.connection()
                    .prepareStatement("update " + table
                            + " set paused = ?, version = version + case when picked then 0 else 1 end" + ONE_ROW)) {
                update.setBoolean(1, paused);
                update.setString(2, job);
                update.setString(3, INSTANCE);
                update.executeUpdate();
            }
        });
    }

    /**
     * Takes a job away from an instance that has fallen silent, so that its slot is begun again.
     *
     * @return whether it was as silent as the row says
     */
    boolean free(JobRow row) {
        return database.write(session -> {
                    try (PreparedStatement update = session.connection()
                            .prepareStatement("update " + table
                                    + " set picked = ?, picked_by = null, last_heartbeat = null, version = version + 1"
                                    + ONE_ROW + " and version = ? and last_heartbeat = ?")) {
                        update.setBoolean(1, false);
                        update.setString(2, row.job());
                        update.setString(3, INSTANCE);
                        update.setLong(4, row.version());
                        columns.setInstant(update, 5, row.heartbeat());
                        return update.executeUpdate();
                    }
                })
                == 1;
    }

    /** When a slot that is waited for is begun: in whole milliseconds, as SQLite keeps it, and never before it. */
    static Instant begins(JobSpec spec, Instant slot) {
        Instant begin = spec.begin(slot);
        Instant down = begin.truncatedTo(ChronoUnit.MILLIS);
        return down.equals(begin) ? begin : down.plus(Duration.ofMillis(1));
    }

    private void insert(Session session, JobSpec spec, JobState state) throws SQLException {
        try (PreparedStatement insert = session.connection()
                .prepareStatement("insert into " + table
                        + " (task_name, task_instance, task_data, execution_time, picked, version, paused)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, spec.name());
            insert.setString(2, INSTANCE);
            columns.setTaskData(insert, 3, bytes(state));
            columns.setInstant(insert, 4, begins(spec, state.slot()));
            insert.setBoolean(5, false);
            insert.setLong(6, 1);
            insert.setBoolean(7, false);
            insert.executeUpdate();
        }
    }

    private void await(Session session, JobSpec spec, JobRow row, JobState state) throws SQLException {
        try (PreparedStatement update = session.connection()
                .prepareStatement("update " + table
                        + " set task_data = ?, execution_time = ?, version = version + 1" + ONE_ROW
                        + " and version = ?")) {
            columns.setTaskData(update, 1, bytes(state));
            columns.setInstant(update, 2, begins(spec, state.slot()));
            update.setString(3, row.job());
            update.setString(4, INSTANCE);
            update.setLong(5, row.version());
            update.executeUpdate();
        }
    }

    private List<JobRow> rows(Session session, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = session.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                List<JobRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(new JobRow(
                            result.getString("task_name"),
                            new String(columns.getTaskData(result, "task_data"), StandardCharsets.UTF_8),
                            columns.getInstant(result, "execution_time"),
                            result.getBoolean("picked"),
                            result.getString("picked_by"),
                            columns.getInstant(result, "last_heartbeat"),
                            result.getLong("version"),
                            result.getBoolean("paused")));
                }
                return rows;
            }
        }
    }

    private static byte[] bytes(JobState state) {
        return JobStateText.write(state).getBytes(StandardCharsets.UTF_8);
    }
}
