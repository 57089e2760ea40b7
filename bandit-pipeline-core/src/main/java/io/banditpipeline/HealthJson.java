package io.banditpipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.banditpipeline.run.Health;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A health snapshot as one JSON object, such as for a health endpoint. Field names are stable; instants are ISO-8601
 * texts of UTC; what is not known is null.
 */
public final class HealthJson {
    private HealthJson() {}

    /** The snapshot as JSON text on one line. */
    public static String of(Health health) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            text(json, "at", health.at());
            json.writeBooleanField("alive", health.alive());
            json.writeBooleanField("ready", health.ready());
            json.writeBooleanField("complete", health.complete());
            database(json, health.database());
            array(json, "feeds", health.feeds(), HealthJson::feed);
            array(json, "jobs", health.jobs(), HealthJson::job);
            quality(json, health.quality());
            queues(json, health.queues());
            array(json, "problems", health.problems(), HealthJson::problem);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return text.toString();
    }

    private static void database(JsonGenerator json, Health.Database database) throws IOException {
        json.writeObjectFieldStart("database");
        json.writeBooleanField("reachable", database.reachable());
        json.writeNumberField("latencyMillis", database.latency().toMillis());
        json.writeStringField("text", database.text());
        json.writeEndObject();
    }

    private static void feed(JsonGenerator json, Health.Feed feed) throws IOException {
        json.writeStringField("source", feed.source());
        json.writeStringField("account", feed.account());
        json.writeStringField("granularity", feed.granularity().name());
        text(json, "completeFrom", feed.completeFrom());
        text(json, "completeUntil", feed.completeUntil());
        json.writeNumberField("lagDays", feed.lagDays());
        json.writeNumberField("allowedDays", feed.allowedDays());
        json.writeBooleanField("stale", feed.stale());
    }

    private static void job(JsonGenerator json, Health.Job job) throws IOException {
        json.writeStringField("workflow", job.workflow());
        text(json, "job", job.name());
        text(json, "lastSuccess", job.lastSuccess());
        text(json, "lastEnd", job.lastEnd());
        text(json, "lastState", job.lastState());
        text(json, "next", job.next());
        json.writeBooleanField("running", job.running());
        json.writeBooleanField("paused", job.paused());
        json.writeBooleanField("late", job.late());
    }

    private static void quality(JsonGenerator json, Health.Quality quality) throws IOException {
        json.writeObjectFieldStart("quality");
        if (quality.score().isPresent()) {
            json.writeNumberField("score", quality.score().getAsDouble());
        } else {
            json.writeNullField("score");
        }
        json.writeArrayFieldStart("failedGates");
        for (String gate : quality.failedGates()) {
            json.writeString(gate);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void queues(JsonGenerator json, Health.Queues queues) throws IOException {
        json.writeObjectFieldStart("queues");
        json.writeNumberField("heldRows", queues.heldRows());
        json.writeNumberField("parkedRows", queues.parkedRows());
        json.writeNumberField("openAlerts", queues.openAlerts());
        json.writeNumberField("runsUnderWay", queues.runsUnderWay());
        json.writeEndObject();
    }

    private static void problem(JsonGenerator json, Health.Problem problem) throws IOException {
        json.writeStringField("severity", problem.severity().name());
        json.writeStringField("code", problem.code());
        json.writeStringField("subject", problem.subject());
        json.writeStringField("text", problem.text());
        json.writeStringField("action", problem.action());
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    @FunctionalInterface
    private interface Fields<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    private static <T> void array(JsonGenerator json, String name, List<T> values, Fields<T> fields)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            fields.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
