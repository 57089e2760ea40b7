package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several instances on one database at once, from the very first migration on. */
class SideBySideTest {
    private static final String AS_OF = "2026-05-31T09:00:00Z";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void two_pipelines_in_one_jvm_leave_what_one_leaves_R1(Engine engine) throws Exception {
        TestDatabase shared = TestDatabases.empty(engine);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Invocation>> runs = Stream.of(1, 2)
                    .map(run -> threads.submit(() -> Invocation.run(arguments(shared))))
                    .toList();
            for (Future<Invocation> run : runs) {
                assertThat(run.get().exitCode()).as(run.get().err()).isZero();
            }
            assertThat(runs.get(0).get().plan()).isEqualTo(runs.get(1).get().plan());
        } finally {
            threads.shutdownNow();
        }
        Tables.assertSame(Tables.dump(shared), Tables.dump(alone(engine)), "side by side on " + engine);
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void two_processes_leave_what_one_leaves_R1(Engine engine) throws Exception {
        TestDatabase shared = TestDatabases.empty(engine);
        JobProcess first = JobProcess.start(arguments(shared));
        JobProcess second = JobProcess.start(arguments(shared));
        assertThat(first.exitCode()).as(first::output).isZero();
        assertThat(second.exitCode()).as(second::output).isZero();
        Tables.assertSame(Tables.dump(shared), Tables.dump(alone(engine)), "side by side on " + engine);
    }

    private TestDatabase alone(Engine engine) {
        TestDatabase database = TestDatabases.empty(engine);
        assertThat(Invocation.run(arguments(database)).exitCode()).isZero();
        return database;
    }

    private String[] arguments(TestDatabase database) {
        return new String[] {
            "daily",
            "--db",
            JobProcess.nameOf(database),
            "--csv",
            ShopFile.file(folder).toString(),
            "--mapping",
            ShopFile.mapping(folder).toString(),
            "--as-of",
            AS_OF,
            "--json"
        };
    }
}
