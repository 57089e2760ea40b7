package io.banditpipeline.testkit.source;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers every alert. This class is thread-safe. */
public final class RecordingAlertSink implements AlertSink {
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();

    /** A sink that has heard nothing yet. */
    public RecordingAlertSink() {}

    @Override
    public void raise(Alert alert) {
        alerts.add(alert);
    }

    /** All alerts so far, in order. */
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** The codes of all alerts so far, in order. */
    public List<String> codes() {
        return alerts.stream().map(Alert::code).toList();
    }
}
