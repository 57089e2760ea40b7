package io.banditpipeline.core.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert as one JSON object. Field names are stable. */
final class AlertJson {
    private AlertJson() {}

    static byte[] raised(Alert alert) {
        return write(json -> common(json, "raised", alert));
    }

    static byte[] resolved(AlertRecord over) {
        return write(json -> {
            common(json, "resolved", over.latest());
            json.writeStringField("firstAt", over.firstAt().toString());
            json.writeNumberField("occurrences", over.occurrences());
            instant(json, "resolvedAt", over.resolvedAt());
            if (over.acknowledgedBy() != null) {
                json.writeStringField("acknowledgedBy", over.acknowledgedBy());
            }
        });
    }

    private static void common(JsonGenerator json, String event, Alert alert) throws IOException {
        json.writeStringField("event", event);
        json.writeStringField("severity", alert.severity().name());
        json.writeStringField("code", alert.code());
        json.writeStringField("subject", alert.subject());
        json.writeStringField("message", alert.message());
        json.writeStringField("at", alert.at().toString());
    }

    private static void instant(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
