package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one slice: at once if it can be, else by a report run; if that is too much, too, several days are given back
 * to be halved, and one day is asked for by objects. Used once; not thread-safe.
 */
final class InsightsFetch {
    private static final Logger LOG = LoggerFactory.getLogger(InsightsFetch.class);

    private final FetchTools tools;
    private final InsightsQuery query;
    private final SinkTaker taker;
    private final Asking asking;
    private final Cancellation cancellation;

    InsightsFetch(FetchTools tools, Slice slice, DateRange days, ObservationSink sink) {
        this.tools = tools;
        this.query = new InsightsQuery(
                slice.account(),
                MetaLevel.of(slice.level()),
                slice.granularity(),
                days,
                tools.types().askedWindows(),
                InsightsQuery.ALL_METRICS,
                Optional.empty());
        this.taker = new SinkTaker(sink);
        this.cancellation = sink.cancellation();
        this.asking = new Asking(
                tools.graph(),
                tools.sizes(),
                tools.types(),
                new AccountDays(days, slice.account().zone()),
                tools.clock(),
                cancellation);
    }

    void run() {
        long days = query.days().days();
        if (atOnce(days) || byReport(days)) {
            finish();
            return;
        }
        if (days > 1) {
            throw TooMuch.split(query.toString());
        }
        LOG.debug("{} is asked for in pieces: {}", query, tools.sizes());
        new EntitySplit(asking, tools.directory(), tools.sizes(), taker).run(query);
        finish();
    }

    private boolean atOnce(long days) {
        if (tools.sizes().isTooLong(days)) {
            return false;
        }
        try {
            asking.ask(query, taker);
            return true;
        } catch (SourceException failure) {
            tools.sizes().tooLong(days, TooMuch.mayBeReported(TooMuch.in(failure)));
            return TooMuch.againOrThrow(failure);
        }
    }

    private boolean byReport(long days) {
        if (!tools.sizes().mayBeReported(days)) {
            return false;
        }
        try {
            ReportRun run = tools.runs().completed(query, cancellation);
            asking.askRun(query, run, taker);
            tools.runs().forget(query);
            return true;
        } catch (SourceException failure) {
            TooMuch.in(failure);
            tools.runs().forget(query);
            tools.sizes().unreportable(days);
            return TooMuch.againOrThrow(failure);
        }
    }

    private void finish() {
        if (taker.withoutHour > 0) {
            LOG.info("{} rows of {} named no hour and were all zero: they are left out", taker.withoutHour, query);
        }
    }

    private static final class SinkTaker implements RowTaker {
        private final ObservationSink sink;
        private long withoutHour;

        SinkTaker(ObservationSink sink) {
            this.sink = sink;
        }

        @Override
        public void accept(Observation row) {
            sink.accept(row);
        }

        @Override
        public void reject(RejectedRow row) {
            sink.reject(row);
        }

        @Override
        public void withoutHour() {
            withoutHour++;
        }
    }
}
