package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.quality.AccountRules;
import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.Storage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one slice and stores it whole, or holds all of it, or fails and leaves nothing of it. Thread-safe. */
final class SliceFetch {
    private static final Logger LOG = LoggerFactory.getLogger(SliceFetch.class);

    private final Storage storage;
    private final MetricsSource source;
    private final AccountRules rules;
    private final Instant now;
    private final InstantSource clock;

    /**
     * @param rules the account's rules
     * @param now the moment of the collection, which its rows are judged by
     * @param clock tells when each fetch begins; no row was observed later than it shows
     */
    SliceFetch(Storage storage, MetricsSource source, AccountRules rules, Instant now, InstantSource clock) {
        this.storage = storage;
        this.source = source;
        this.rules = rules;
        this.now = now;
        this.clock = clock;
    }

    /**
     * Fetches a slice.
     *
     * @param recent what is stored of the days before and in the slice, by arm
     * @param cancellation stops it before anything is stored
     */
    SliceOutcome fetch(PlannedSlice planned, Map<String, ArmHistory> recent, Cancellation cancellation) {
        Slice slice = planned.slice();
        Instant began = moment();
        Map<String, String> arms = storage.catalog().armsByEntity(slice.account(), slice.level());
        Decided decided = new Decided(
                slice,
                storage.quarantine().decided(slice.source(), slice.account().key(), slice.days()));
        BatchContext context = new BatchContext(slice, now, recent, arms);
        RowJudge judge = planned.open() ? RowJudge.ofRows(rules, context) : RowJudge.of(rules, context);
        RowTallies tallies = new RowTallies();
        try (SliceBuffer buffer = new SliceBuffer(planned, began, clock, arms, judge, decided, tallies)) {
            deliver(slice, buffer, cancellation);
            buffer.end();
            cancellation.throwIfCancelled();
            StepCounts counts = buffer.refusals().isEmpty()
                    ? buffer.counts(storage.metrics().replace(buffer))
                    : refuse(slice, began, buffer);
            LOG.debug("{} {}", slice, counts);
            return new SliceOutcome(
                    planned, counts, buffer.cleaned(), tallies, buffer.findings(), buffer.remarks(), buffer.refusals());
        }
    }

    /**
     * A collection may go on hours after it began: what vanished meanwhile must not be as old as the collection, or
     * rows that another run has stored since would stand. Never before the collection, in microseconds as stored.
     */
    private Instant moment() {
        Instant moment = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return moment.isAfter(now) ? moment : now;
    }

    /** Returns only if the source has delivered all rows and none of them failed. */
    private void deliver(Slice slice, SliceBuffer buffer, Cancellation cancellation) {
        GuardedSink sink = new GuardedSink(buffer, cancellation);
        try {
            source.fetch(slice, sink);
        } catch (RuntimeException e) {
            sink.rethrowBecauseOf(e);
            throw cause(e, cancellation);
        } finally {
            sink.end();
        }
        sink.rethrow();
        cancellation.throwIfCancelled();
    }

    /** What a source throws because it was stopped is not the source's failure. */
    private static RuntimeException cause(RuntimeException thrown, Cancellation cancellation) {
        try {
            cancellation.throwIfCancelled();
            return thrown;
        } catch (CancelledException e) {
            e.addSuppressed(thrown);
            return e;
        }
    }

    /** Holds all rows of a slice; its watermark stays, so that it is fetched again. */
    private StepCounts refuse(Slice slice, Instant began, SliceBuffer buffer) {
        long held = storage.quarantine().hold(slice, began, buffer.refused());
        LOG.warn(
                "{} refused rules={} held={}",
                slice,
                buffer.refusals().stream().map(Finding::rule).toList(),
                held);
        return buffer.refusedCounts(held);
    }
}
