package io.banditpipeline.testkit.source;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers every alert, and every one that is over. This class is thread-safe. */
public final class RecordingAlertSink implements AlertSink {
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final List<AlertRecord> recoveries = new CopyOnWriteArrayList<>();

    /** A sink that has heard nothing yet. */
    public RecordingAlertSink() {}

    @Override
    public void raise(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void resolved(AlertRecord over) {
        recoveries.add(over);
    }

    /** All alerts so far that were told to be over, in order. */
    public List<AlertRecord> recoveries() {
        return List.copyOf(recoveries);
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
