package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;

/**
 * Reads a report that is in memory, as the connector reads one that comes over a connection. It stands in the
 * connector's package, since how reports are read is nobody else's business; it is not published.
 */
public final class Reports {
    private Reports() {}

    /**
     * Reads a report and delivers its sums.
     *
     * @param body the report
     * @param slice what was asked for
     * @param askedAt when
     * @param sink takes the sums
     * @throws IOException if it breaks off
     */
    public static void read(InputStream body, Slice slice, Instant askedAt, ObservationSink sink) throws IOException {
        ReportReader reader = new ReportReader(
                new ColumnNames(Map.of()),
                ConversionNumbers.ofDefaults(),
                new ReportFormat(false, false, false),
                Attribution.UNKNOWN,
                SliceTotals.MOST_CELLS);
        reader.read(body, slice, askedAt, sink).deliver(sink);
    }
}
