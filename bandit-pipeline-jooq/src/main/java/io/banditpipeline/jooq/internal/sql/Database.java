package io.banditpipeline.jooq.internal.sql;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.schedule.Waiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Runs work in transactions: each call of {@link #write} and {@link #read} is one, from first statement to commit
 * (R14).
 *
 * <p>A write that another transaction got in the way of (deadlock, serialization failure, busy file, two that add the
 * same key) is rolled back and run again after a short wait, up to {@value #ATTEMPTS} times; the waits grow and are
 * jittered. This class is thread-safe.
 */
public final class Database {
    /** Rows that a driver fetches at once when a result is streamed. */
    static final int FETCH_SIZE = 2_000;

    private static final int ATTEMPTS = 12;
    private static final long FIRST_WAIT_MICROS = 5_000;
    private static final long LONGEST_WAIT_MICROS = 1_000_000;

    private final Engine engine;
    private final Names names;
    private final DataSource writers;
    private final DataSource readers;
    private final Waiter waiter;
    private final Settings settings;
    private final SplittableRandom jitter = new SplittableRandom();

    /**
     * @param names where the tables are
     * @param writers gives connections for transactions that write
     * @param readers gives connections for transactions that only read; may be the same
     * @param waiter waits before a transaction is run again
     */
    public Database(Names names, DataSource writers, DataSource readers, Waiter waiter) {
        this.engine = names.engine();
        this.names = names;
        this.writers = writers;
        this.readers = readers;
        this.waiter = waiter;
        this.settings = new Settings()
                .withRenderMapping(names.renderMapping())
                .withExecuteLogging(false)
                .withAttachRecords(false);
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** Where the tables are. */
    public Names names() {
        return names;
    }

    /** Where the connections of transactions that only read come from. */
    public DataSource readers() {
        return readers;
    }

    /**
     * The same database, whose writes take a connection of those that read. They do not queue behind the writes of this
     * process, which on SQLite share one connection, but compete with them, as another process does.
     */
    public Database besideWriters() {
        return new Database(names, readers, readers, waiter);
    }

    /**
     * Does work in one transaction that may write.
     *
     * @throws PipelineException with code STORAGE if the database failed; what the work threw otherwise. Nothing is
     *     then written
     */
    public <T> T write(Work<T> work) {
        long wait = FIRST_WAIT_MICROS;
        for (int attempt = 1; ; attempt++) {
            try {
                return run(writers, Mode.WRITE, work);
            } catch (SQLException | DataAccessException failure) {
                if (attempt == ATTEMPTS || !SqlErrors.isTransient(engine, failure)) {
                    throw failed(failure, attempt);
                }
                pause(wait, failure);
                wait = Math.min(2 * wait, LONGEST_WAIT_MICROS);
            }
        }
    }

    /**
     * Does work in one transaction that only reads. All its statements see the same snapshot. A result of any size can
     * be streamed if {@link Session#streamingFetchSize} is set on its statement.
     *
     * @throws PipelineException with code STORAGE if the database failed; what the work threw otherwise
     */
    public <T> T read(Work<T> work) {
        try {
            return run(readers, Mode.READ, work);
        } catch (SQLException | DataAccessException failure) {
            throw failed(failure, 1);
        }
    }

    /** The same as {@link #write}, for work that returns nothing. */
    public void doWrite(Action action) {
        write(returningNothing(action));
    }

    /** The same as {@link #read}, for work that hands out what it reads. */
    public void doRead(Action action) {
        read(returningNothing(action));
    }

    private static Work<Boolean> returningNothing(Action action) {
        return session -> {
            action.run(session);
            return true;
        };
    }

    private <T> T run(DataSource source, Mode mode, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Session session = new Session(engine, connection, DSL.using(connection, engine.dialect(), settings), names);
            return Transaction.on(engine, connection, mode).around(() -> work.run(session));
        }
    }

    private void pause(long micros, Exception failure) {
        try {
            waiter.await(Duration.ofNanos(1_000 * (micros / 2 + nextLong(micros / 2 + 1))));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            PipelineException interrupted = new PipelineException(
                    ErrorCode.STORAGE,
                    "Interrupted while waiting to run a transaction again that another one had got in the way of",
                    failure);
            interrupted.addSuppressed(interruption);
            throw interrupted;
        }
    }

    private long nextLong(long bound) {
        synchronized (jitter) {
            return jitter.nextLong(bound);
        }
    }

    private PipelineException failed(Exception failure, int attempts) {
        SQLException error = SqlErrors.sqlException(failure);
        Exception shown = error == null ? failure : SqlErrors.withoutValues(failure, error);
        String times = attempts == 1 ? "" : " after " + attempts + " attempts";
        String reason = shown == failure && error != null ? error.getMessage() : shown.getMessage();
        return new PipelineException(
                ErrorCode.STORAGE, "The database refused a transaction" + times + ": " + reason, shown);
    }

    /** Whether a transaction may write. */
    enum Mode {
        WRITE,
        READ
    }
}
