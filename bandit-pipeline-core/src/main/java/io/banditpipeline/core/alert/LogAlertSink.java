package io.banditpipeline.core.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.internal.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts to the log, each on one line: {@code CRITICAL} as an error, {@code WARNING} as a warning, and as
 * information that one is over. This class is thread-safe.
 */
public final class LogAlertSink implements AlertSink {
    private static final Logger LOG = LoggerFactory.getLogger("io.banditpipeline.alerts");
    private static final int LONGEST = 2_000;

    /** A sink that writes to the logger {@code io.banditpipeline.alerts}. */
    public LogAlertSink() {}

    @Override
    public void raise(Alert alert) {
        switch (alert.severity()) {
            case CRITICAL ->
                LOG.error("alert={} subject={} at={} {}", alert.code(), subject(alert), alert.at(), message(alert));
            case WARNING ->
                LOG.warn("alert={} subject={} at={} {}", alert.code(), subject(alert), alert.at(), message(alert));
        }
    }

    @Override
    public void resolved(AlertRecord over) {
        LOG.info(
                "alert={} subject={} since={} occurrences={} is over",
                over.latest().code(),
                subject(over.latest()),
                over.firstAt(),
                over.occurrences());
    }

    private static String subject(Alert alert) {
        return Printable.line(alert.subject(), LONGEST);
    }

    private static String message(Alert alert) {
        return Printable.line(alert.message(), LONGEST);
    }
}
