package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.metric.TouchedDays.Span;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Cuts days of arms into batches of bounded size, each arm at most once in a batch, in the order of arms and days. */
final class DayBatches {
    private static final long ROWS_A_BATCH = 60_000;
    private static final long HOURS_A_DAY = 24;

    private final LongUnaryOperator entitiesOfArm;
    private final Handler handler;
    private final TreeMap<Long, Span> batch = new TreeMap<>();
    private long rows;

    /** Works on one batch: days by arm. */
    interface Handler {
        void handle(TreeMap<Long, Span> batch) throws SQLException;
    }

    DayBatches(LongUnaryOperator entitiesOfArm, Handler handler) {
        this.entitiesOfArm = entitiesOfArm;
        this.handler = handler;
    }

    void handleAll(Map<Long, Span> spans) throws SQLException {
        for (Map.Entry<Long, Span> entry : spans.entrySet()) {
            add(entry.getKey(), entry.getValue());
        }
        handleBatch();
    }

    private void add(long armNo, Span span) throws SQLException {
        long rowsADay = HOURS_A_DAY * Math.max(1, entitiesOfArm.applyAsLong(armNo));
        LocalDate last = Cells.date(span.last());
        LocalDate from = Cells.date(span.first());
        while (!from.isAfter(last)) {
            long room = Math.max(1, (ROWS_A_BATCH - rows) / rowsADay);
            LocalDate to = from.toEpochDay() + room > last.toEpochDay() ? last : from.plusDays(room - 1);
            batch.put(armNo, new Span(Cells.day(from), Cells.day(to)));
            rows += rowsADay * (to.toEpochDay() - from.toEpochDay() + 1);
            from = to.plusDays(1);
            if (rows + rowsADay > ROWS_A_BATCH) {
                handleBatch();
            }
        }
    }

    private void handleBatch() throws SQLException {
        if (!batch.isEmpty()) {
            handler.handle(batch);
        }
        batch.clear();
        rows = 0;
    }
}
