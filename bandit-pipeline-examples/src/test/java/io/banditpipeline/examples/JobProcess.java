package io.banditpipeline.examples;

import io.banditpipeline.jooq.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. */
public final class JobProcess {
    /** Where everything lies that these processes printed, until the next clean build. */
    public static final Path LOGS = Path.of("target", "test-processes");

    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final Path log;

    private JobProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the program. */
    public static JobProcess start(String... arguments) {
        return start(BanditPipelineCommand.class, arguments);
    }

    /** Starts another program. Its standard input ends with this process. */
    public static JobProcess start(Class<?> program, String... arguments) {
        return start(List.of(), program, arguments);
    }

    /** Starts another program with options of the virtual machine. */
    public static JobProcess start(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Asia/Kolkata"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(Files.createDirectories(LOGS), program.getSimpleName(), ".log");
            return new JobProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name by which the program reaches a test's database. */
    static String nameOf(TestDatabase database) {
        String url = database.jdbcUrl();
        return switch (database.engine()) {
            case SQLITE -> url.substring("jdbc:sqlite:".length());
            case POSTGRESQL -> url;
            case MARIADB, MYSQL -> url + "?user=" + database.user();
        };
    }

    /** Waits for its end and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end within " + LIMIT_SECONDS + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** Lets it run for a while, then kills it as {@code kill -9} does. */
    public void killAfter(long millis) throws InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal to it, by its name. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("signal " + name + " could not be sent:\n" + output());
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has printed something. */
    public void awaitOutput(String text) throws InterruptedException {
        for (int tenths = 0; !output().contains(text); tenths++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || tenths > 10 * LIMIT_SECONDS) {
                process.destroyForcibly();
                throw new AssertionError("the process did not print '" + text + "':\n" + output());
            }
        }
    }

    /** Tells it to end, as {@code kill} does (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** What it printed, on either stream. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
