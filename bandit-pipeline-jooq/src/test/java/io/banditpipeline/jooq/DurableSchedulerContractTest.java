package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.testkit.schedule.SchedulerContract;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The durable scheduler keeps what every scheduler promises, on each engine. */
class DurableSchedulerContractTest {
    @Nested
    class OnSqlite extends OnEngine {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends OnEngine {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends OnEngine {
        OnMariaDb() {
            super(Engine.MARIADB);
        }
    }

    abstract static class OnEngine extends SchedulerContract {
        private final JooqStorage storage;
        private @Nullable Scheduler scheduler;

        OnEngine(Engine engine) {
            storage = TestDatabases.withSchema(engine).storage().migrate(false).open();
        }

        @Override
        protected Scheduler open() {
            DurableScheduler opened = DurableScheduler.on(storage)
                    .pollInterval(Duration.ofMillis(20))
                    .build();
            scheduler = opened;
            return opened;
        }

        @Override
        protected InstantSource clock() {
            return InstantSource.system();
        }

        /** The scheduler first, which the contract would close only after this. */
        @AfterEach
        void closeStorage() {
            if (scheduler != null) {
                scheduler.close();
            }
            storage.close();
        }
    }
}
