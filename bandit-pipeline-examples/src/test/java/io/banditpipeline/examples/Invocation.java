package io.banditpipeline.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** Runs the program in this JVM and catches what it prints. */
record Invocation(int exitCode, String out, String err) {
    /** The time of the program's clock. */
    static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    static Invocation run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new BanditPipelineCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.fixed(NOW),
                        new NoSignal(),
                        false)
                .run(arguments);
        return new Invocation(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** No command of a test that uses it waits. */
    private static final class NoSignal implements StopSignal {
        @Override
        public void await() {
            throw new AssertionError("this command is not to wait");
        }

        @Override
        public void tidied() {
            throw new AssertionError("this command is not to wait");
        }
    }

    /** The one JSON object on standard output. */
    JsonNode json() {
        try {
            return new JsonMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("standard output is not JSON: " + out + err, e);
        }
    }

    /** The sum of a count over all steps. */
    long total(String count) {
        long sum = 0;
        for (JsonNode step : json().get("steps")) {
            sum += step.get(count).asLong();
        }
        return sum;
    }

    /** The budgets, without what may differ between runs, such as the run's id. */
    JsonNode plan() {
        return json().get("allocation");
    }
}
