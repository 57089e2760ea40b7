package io.banditpipeline.jooq.internal.outcome;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.jooq.internal.quarantine.HeldScope;
import io.banditpipeline.jooq.internal.quarantine.QuarantineWriter;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the host's outcomes with their revisions. This class is thread-safe. */
public final class JooqOutcomeStore implements OutcomeStore {
    private final Database database;

    /** @param database the database */
    public JooqOutcomeStore(Database database) {
        this.database = database;
    }

    @Override
    public SliceReceipt replace(
            Campaign campaign,
            String source,
            DateRange days,
            Instant observedAt,
            Iterable<Outcome> outcomes,
            Iterable<RejectedRow> rejected) {
        return database.write(session -> {
            SliceReceipt receipt =
                    new OutcomeReplacement(session, campaign.id(), source, days, observedAt).replaceBy(outcomes);
            QuarantineWriter.replace(session, HeldScope.ofOutcomes(source, campaign.id(), days), observedAt, rejected);
            return receipt;
        });
    }

    @Override
    public Optional<DateRange> days(String campaignId, Instant asOf) {
        return database.read(session -> {
            Bounds bounds = new Bounds();
            OutcomeRevisions.latest(session, campaignId, null, asOf, revision -> {
                if (revision.known()) {
                    bounds.include(revision.outcome().day());
                }
            });
            return bounds.range();
        });
    }

    @Override
    public void outcomes(String campaignId, DateRange days, Instant asOf, Consumer<? super Outcome> consumer) {
        database.doRead(session -> {
            OutcomeRevisions.latest(session, campaignId, days, asOf, revision -> {
                if (revision.known()) {
                    consumer.accept(revision.outcome());
                }
            });
        });
    }

    /** First and last of days that come in order. */
    private static final class Bounds {
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;

        void include(LocalDate day) {
            first = first == null ? day : first;
            last = day;
        }

        Optional<DateRange> range() {
            return first == null || last == null ? Optional.empty() : Optional.of(new DateRange(first, last));
        }
    }
}
