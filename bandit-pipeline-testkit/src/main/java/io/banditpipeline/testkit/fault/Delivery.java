package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.RejectedRow;

/** What a source hands over: a row, or one that it could not read. */
sealed interface Delivery {
    void to(ObservationSink sink);

    record Row(Observation row) implements Delivery {
        @Override
        public void to(ObservationSink sink) {
            sink.accept(row);
        }
    }

    record Unreadable(RejectedRow row) implements Delivery {
        @Override
        public void to(ObservationSink sink) {
            sink.reject(row);
        }
    }
}
