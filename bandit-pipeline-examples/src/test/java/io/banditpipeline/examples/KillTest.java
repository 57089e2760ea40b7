package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the program at random moments and runs it again. {@code -Dkills=50} kills more often than the build does. */
@Tag("slow")
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final String AS_OF = "2026-05-31T09:00:00Z";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_run_killed_at_any_moment_and_run_again_leaves_what_an_undisturbed_run_leaves_R14(Engine engine)
            throws Exception {
        TestDatabase undisturbed = TestDatabases.empty(engine);
        finish(undisturbed);
        long start = System.nanoTime();
        finish(TestDatabases.empty(engine));
        long millis = (System.nanoTime() - start) / 1_000_000;
        SortedMap<String, List<String>> expected = Tables.dump(undisturbed);
        assertThat(expected.get("metric")).hasSize(2 * ShopFile.DAYS);
        assertThat(expected.get("allocation")).hasSize(1);

        SplittableRandom random = new SplittableRandom(engine.ordinal());
        for (int kill = 0; kill < KILLS; kill++) {
            TestDatabase database = TestDatabases.empty(engine);
            long moment = random.nextLong(millis);
            run(database).killAfter(moment);
            finish(database);
            Tables.assertSame(
                    Tables.dump(database), expected, engine + " killed after " + moment + " of " + millis + " ms");
        }
    }

    private void finish(TestDatabase database) throws InterruptedException {
        JobProcess job = run(database);
        assertThat(job.exitCode()).as(job::output).isZero();
    }

    private JobProcess run(TestDatabase database) {
        return JobProcess.start(
                "daily",
                "--db",
                JobProcess.nameOf(database),
                "--csv",
                ShopFile.file(folder).toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--as-of",
                AS_OF);
    }
}
