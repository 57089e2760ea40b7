package io.banditpipeline.testkit.source;

import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.util.ArrayList;
import java.util.List;

/** Remembers the rows of one fetch. Not thread-safe, as any sink. */
public final class RecordingSink implements ObservationSink {
    private final List<Observation> rows = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    /** A sink that has taken nothing yet. */
    public RecordingSink() {}

    /**
     * Fetches a slice.
     *
     * @throws io.banditpipeline.metric.SourceException if the source throws it
     */
    public static RecordingSink fetch(MetricsSource source, Slice slice) {
        RecordingSink sink = new RecordingSink();
        source.fetch(slice, sink);
        return sink;
    }

    @Override
    public void accept(Observation row) {
        rows.add(row);
    }

    @Override
    public void reject(RejectedRow row) {
        rejected.add(row);
    }

    /** The rows so far, in order. */
    public List<Observation> rows() {
        return List.copyOf(rows);
    }

    /** The rejected rows so far, in order. */
    public List<RejectedRow> rejected() {
        return List.copyOf(rejected);
    }
}
