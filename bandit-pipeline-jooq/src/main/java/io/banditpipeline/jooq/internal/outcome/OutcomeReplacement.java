package io.banditpipeline.jooq.internal.outcome;

import static io.banditpipeline.jooq.internal.db.Tables.OUTCOME_REVISION;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.outcome.OutcomeRevisions.Revision;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Replaces the outcomes of some days by revisions: what differs from what was known when it was observed is added. */
final class OutcomeReplacement {
    private static final List<Field<?>> COLUMNS = List.of(
            OUTCOME_REVISION.CAMPAIGN_ID,
            OUTCOME_REVISION.LOCAL_DAY,
            OUTCOME_REVISION.OBSERVED_US,
            OUTCOME_REVISION.SOURCE,
            OUTCOME_REVISION.KNOWN,
            OUTCOME_REVISION.ORDER_MICROS,
            OUTCOME_REVISION.REVENUE_MICROS);

    private final Session session;
    private final String campaignId;
    private final String source;
    private final DateRange days;
    private final Instant observedAt;
    private final RowBatch batch;
    private long added;
    private long changed;
    private long unchanged;
    private long removed;

    OutcomeReplacement(Session session, String campaignId, String source, DateRange days, Instant observedAt) {
        this.session = session;
        this.campaignId = Texts.key("campaign id", campaignId, 190);
        this.source = Texts.key("source", source, 190);
        this.days = days;
        this.observedAt = observedAt;
        this.batch = RowBatch.upsert(session, OUTCOME_REVISION, COLUMNS);
    }

    SliceReceipt replaceBy(Iterable<Outcome> outcomes) {
        Map<LocalDate, Revision> before = new TreeMap<>();
        OutcomeRevisions.latest(
                session,
                campaignId,
                days,
                observedAt,
                revision -> before.put(revision.outcome().day(), revision));
        for (Outcome outcome : outcomes) {
            check(outcome);
            put(outcome, before.remove(outcome.day()));
        }
        before.values().stream().filter(Revision::known).forEach(this::remove);
        batch.flush();
        return new SliceReceipt(added, changed, unchanged, removed);
    }

    private void check(Outcome outcome) {
        if (!outcome.campaignId().equals(campaignId) || !days.contains(outcome.day())) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Outcome source " + source + " was asked for campaign " + campaignId + " and days " + days
                            + ", but delivered campaign " + outcome.campaignId() + " and day " + outcome.day());
        }
    }

    private void put(Outcome outcome, @Nullable Revision before) {
        if (before != null && before.known() && before.outcome().equals(outcome)) {
            unchanged++;
            return;
        }
        if (before == null || !before.known()) {
            added++;
        } else {
            changed++;
        }
        add(outcome, 1);
    }

    private void remove(Revision before) {
        removed++;
        add(new Outcome(campaignId, before.outcome().day(), 0, 0), 0);
    }

    private void add(Outcome outcome, int known) {
        batch.add(
                outcome.day(),
                campaignId,
                Times.day(outcome.day()),
                Times.micros(observedAt),
                source,
                (short) known,
                outcome.orderMicros(),
                outcome.revenueMicros());
    }
}
