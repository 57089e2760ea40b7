package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Running jobs in the foreground. */
class StartCommandTest {
    /** 128 and the number of the signal. */
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void it_prints_the_next_slots_runs_until_it_is_told_to_end_and_tidies_up_R13() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Switch stop = new Switch();
        BanditPipelineCommand program = new BanditPipelineCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.fixed(Invocation.NOW),
                stop,
                false);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> exit = threads.submit(
                    () -> program.run("start", "--db", folder.resolve("jobs.db").toString()));
            assertThat(stop.waiting.await(40, TimeUnit.SECONDS))
                    .as(err::toString)
                    .isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("next slot", "daily", "hourly");
            assertThat(exit.isDone()).isFalse();
            stop.told.countDown();
            assertThat(exit.get(40, TimeUnit.SECONDS)).isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThat(stop.tidied.getCount()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Stopping", "Stopped.");
    }

    @Test
    void a_process_that_is_told_to_end_stops_within_the_bound_and_closes_its_database_R13() throws Exception {
        JobProcess process =
                JobProcess.start("start", "--db", folder.resolve("jobs.db").toString());
        process.awaitOutput("next slot");
        process.terminate();
        assertThat(process.exitCode()).as(process::output).isEqualTo(SIGTERM);
        assertThat(process.output()).contains("Stopping", "Stopped.");
        assertThat(folder.resolve("jobs.db-wal"))
                .as("what SQLite keeps of an open database")
                .doesNotExist();
    }

    private static final class Switch implements StopSignal {
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch told = new CountDownLatch(1);
        private final CountDownLatch tidied = new CountDownLatch(1);

        @Override
        public void await() throws InterruptedException {
            waiting.countDown();
            told.await();
        }

        @Override
        public void tidied() {
            tidied.countDown();
        }
    }
}
