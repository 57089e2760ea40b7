package io.banditpipeline.jooq.internal.outcome;

import static io.banditpipeline.jooq.internal.db.Tables.OUTCOME_REVISION;

import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import java.time.Instant;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads revisions of outcomes. */
final class OutcomeRevisions {
    private OutcomeRevisions() {}

    /**
     * One revision.
     *
     * @param outcome what was said
     * @param known false if the day became unknown: the outcome's numbers are then 0 and mean nothing
     */
    record Revision(Outcome outcome, boolean known) {}

    /**
     * Hands over, by day, the revision of each that was the latest at a moment.
     *
     * @param days the days, or null for all
     */
    static void latest(
            Session session,
            String campaignId,
            @Nullable DateRange days,
            Instant asOf,
            Consumer<? super Revision> consumer) {
        Condition condition =
                OUTCOME_REVISION.CAMPAIGN_ID.eq(campaignId).and(OUTCOME_REVISION.OBSERVED_US.le(Times.bound(asOf)));
        if (days != null) {
            condition =
                    condition.and(OUTCOME_REVISION.LOCAL_DAY.between(Times.day(days.first()), Times.day(days.last())));
        }
        try (Cursor<Record> rows = session.dsl()
                .selectFrom(OUTCOME_REVISION)
                .where(condition)
                .orderBy(OUTCOME_REVISION.LOCAL_DAY, OUTCOME_REVISION.OBSERVED_US)
                .fetchSize(session.streamingFetchSize())
                .fetchLazy()) {
            lastOfEachDay(rows, consumer);
        }
    }

    private static void lastOfEachDay(Cursor<Record> rows, Consumer<? super Revision> consumer) {
        Record last = null;
        for (Record row : rows) {
            if (last != null && !last.get(OUTCOME_REVISION.LOCAL_DAY).equals(row.get(OUTCOME_REVISION.LOCAL_DAY))) {
                consumer.accept(revision(last));
            }
            last = row;
        }
        if (last != null) {
            consumer.accept(revision(last));
        }
    }

    private static Revision revision(Record row) {
        Outcome outcome = new Outcome(
                row.get(OUTCOME_REVISION.CAMPAIGN_ID),
                Times.day(row.get(OUTCOME_REVISION.LOCAL_DAY).intValue()),
                row.get(OUTCOME_REVISION.ORDER_MICROS),
                row.get(OUTCOME_REVISION.REVENUE_MICROS));
        return new Revision(outcome, row.get(OUTCOME_REVISION.KNOWN) == 1);
    }
}
