package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pages of insights that are in memory, as the connector reads those that come over a connection. It stands in
 * the connector's package, since how pages are read is nobody else's business; it is not published.
 */
public final class InsightsPages {
    private static final ErrorAnswer OK = new ErrorAnswer(200, Map.of(), "");

    private InsightsPages() {}

    /**
     * Reads pages.
     *
     * @param pages the pages, in order
     * @param slice what was asked for
     * @param askedAt when
     * @param sink takes the rows
     * @throws IOException if a page breaks off
     */
    public static void read(List<byte[]> pages, Slice slice, Instant askedAt, ObservationSink sink) throws IOException {
        PurchaseTypes types = new PurchaseTypes(PurchaseRule.DEFAULT, Map.of(), List.of());
        InsightsQuery query = new InsightsQuery(
                slice.account(),
                MetaLevel.of(slice.level()),
                slice.granularity(),
                slice.days(),
                List.of(),
                InsightsQuery.ALL_METRICS,
                Optional.empty());
        AccountDays days = new AccountDays(slice.days(), slice.account().zone());
        RowReader reader = new RowReader(query, types, days, askedAt, new Taker(sink));
        InsightsParser parser =
                new InsightsParser(query.level(), types, slice.account().currency(), false);
        for (byte[] page : pages) {
            GraphPage.read(new ByteArrayInputStream(page), OK, "graph.facebook.com", parser, reader::read);
        }
    }

    private record Taker(ObservationSink sink) implements RowTaker {
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
            throw new IllegalStateException("a row of days was taken for one of hours");
        }
    }
}
