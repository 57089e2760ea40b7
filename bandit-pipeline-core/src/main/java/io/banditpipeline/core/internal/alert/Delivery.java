package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;

/** What a sink is told. */
sealed interface Delivery {
    /** The alert that it is about. */
    Alert alert();

    /** Tells a sink. */
    void to(AlertSink sink);

    /** Something is wrong. */
    record Raised(Alert alert) implements Delivery {
        @Override
        public void to(AlertSink sink) {
            sink.raise(alert);
        }
    }

    /** It is over. */
    record Resolved(AlertRecord over) implements Delivery {
        @Override
        public Alert alert() {
            return over.latest();
        }

        @Override
        public void to(AlertSink sink) {
            sink.resolved(over);
        }
    }

    /** What it is about. */
    default AlertKey key() {
        return AlertKey.of(alert());
    }
}
