package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a report as it comes in: rows are added up to the level and times of the slice. They are handed on only when
 * the report has been read to its end, so that one that breaks off half-way leaves no rows behind. Immutable and
 * thread-safe.
 */
final class ReportReader {
    static final String PART_RULE = "ttd.part";

    private static final Logger LOG = LoggerFactory.getLogger(ReportReader.class);
    private static final int ROWS_BETWEEN_LOOKS = 1_024;

    private final ColumnNames names;
    private final ConversionNumbers conversions;
    private final ReportFormat format;
    private final Attribution attribution;
    private final int mostCells;

    /** Hands rows on that were read. */
    interface Rows {
        void deliver(ObservationSink sink);
    }

    ReportReader(
            ColumnNames names,
            ConversionNumbers conversions,
            ReportFormat format,
            Attribution attribution,
            int mostCells) {
        this.names = names;
        this.conversions = conversions;
        this.format = format;
        this.attribution = attribution;
        this.mostCells = mostCells;
    }

    /**
     * Reads a report to its end.
     *
     * @param observedAt when it was asked for
     * @param sink takes the rows that cannot be read, and tells when to stop
     * @return the rows
     * @throws IOException if it breaks off
     * @throws SourceException if it lacks a column, or is no report
     */
    Rows read(InputStream body, Slice slice, Instant observedAt, ObservationSink sink) throws IOException {
        SliceTimes times = new SliceTimes(slice);
        SliceTotals totals = new SliceTotals(times.count(), mostCells);
        ReportText text = ReportText.of(body);
        HeaderRow header = HeaderRow.find(text.prefix(), names.of(TradeDeskColumn.DATE));
        ReportLayout layout = ReportLayout.of(header.header(), names, conversions, slice.level(), slice.granularity());
        RowReader rows = new RowReader(slice, layout, format, times, totals, sink);
        readAll(text, header, rows, sink.cancellation());
        if (rows.leftOut() > 0) {
            LOG.info("{} rows of totals were left out={}", slice, rows.leftOut());
        }
        return to -> totals.forEach((entity, time, sum, brokenBy) -> {
            Observation row = row(slice, entity, times.interval(time), observedAt, sum);
            if (brokenBy == null) {
                to.accept(row);
            } else {
                to.reject(withheld(row, sum, brokenBy));
            }
        });
    }

    private Observation row(Slice slice, String entity, Interval interval, Instant observedAt, Metrics sum) {
        return new Observation(
                new EntityRef(slice.level(), entity),
                interval,
                observedAt,
                Origin.PULLED,
                sum,
                slice.account().currency(),
                attribution);
    }

    /** A sum that lacks a part would look like less spending than there was. */
    private static RejectedRow withheld(Observation row, Metrics sum, String brokenBy) {
        String subject = row.entity().level() + " " + row.entity().id() + " on "
                + row.interval().day();
        return new RejectedRow(
                brokenBy,
                subject + ": " + sum,
                List.of(new RejectedRow.Reason(
                        PART_RULE,
                        "",
                        row.entity().id(),
                        "the sum of " + subject + " lacks the row of " + brokenBy + ", which could not be read")),
                row);
    }

    private static void readAll(ReportText text, HeaderRow header, RowReader rows, Cancellation cancellation)
            throws IOException {
        ReportRows all = new ReportRows(text.all(), header.separator());
        long count = 0;
        for (@Nullable ReportRow row = all.next(); row != null; row = all.next()) {
            if (count++ % ROWS_BETWEEN_LOOKS == 0) {
                cancellation.throwIfCancelled();
            }
            if (row.line() > header.line() && !row.isBlank()) {
                rows.read(row);
            }
        }
    }
}
