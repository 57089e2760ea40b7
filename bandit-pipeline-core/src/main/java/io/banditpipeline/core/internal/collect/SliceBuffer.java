package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One slice on its way: takes the rows of a fetch, judges each, sorts it to the mapped, parked or rejected ones, and
 * offers the whole to the storage. Not thread-safe.
 */
final class SliceBuffer implements ObservationSink, SliceContent, AutoCloseable {
    /** Rejected rows kept with their text; a source that sends more garbage than this is refused as a whole. */
    static final int MAX_REJECTED = 100_000;

    private final Slice slice;
    private final Instant observedAt;
    private final InstantSource clock;
    private final Set<String> mappedEntities;
    private final List<Validator> validators;
    private final RowContext context;
    private final RowSpool mappedSpool = new RowSpool();
    private final RowSpool parkedSpool = new RowSpool();
    private final Deduplicated mapped;
    private final Deduplicated parked;
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long fetched;
    private Instant latest;

    SliceBuffer(
            Slice slice,
            Instant observedAt,
            InstantSource clock,
            Set<String> mappedEntities,
            List<Validator> validators) {
        this.clock = clock;
        this.latest = observedAt;
        this.slice = slice;
        this.observedAt = observedAt;
        this.mappedEntities = mappedEntities;
        this.validators = validators;
        this.context = new RowContext(slice, observedAt);
        Instant origin =
                slice.days().first().atStartOfDay(slice.account().zone()).toInstant();
        this.mapped = new Deduplicated(mappedSpool, origin);
        this.parked = new Deduplicated(parkedSpool, origin);
    }

    @Override
    public void accept(Observation delivered) {
        fetched++;
        Observation row = notInTheFuture(delivered);
        List<RejectedRow.Reason> reasons = judge(row);
        if (!reasons.isEmpty()) {
            keepRejected(new RejectedRow("row " + fetched + " of " + slice, row.toString(), reasons));
        } else if (mappedEntities.contains(row.entity().id())) {
            mapped.add(row);
        } else {
            parked.add(row);
        }
    }

    /** The clock of a source may be fast: what it has delivered is known by now, and must count in plans as of now. */
    private Observation notInTheFuture(Observation row) {
        if (row.observedAt().isAfter(latest)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            latest = now.isAfter(latest) ? now : latest;
        }
        return row.observedAt().isAfter(latest)
                ? new Observation(
                        row.entity(),
                        row.interval(),
                        latest,
                        row.origin(),
                        row.metrics(),
                        row.currency(),
                        row.attribution())
                : row;
    }

    @Override
    public void reject(RejectedRow row) {
        fetched++;
        keepRejected(row);
    }

    /** What became of the rows, given what storing them changed. */
    StepCounts counts(SliceReceipt receipt) {
        long duplicates = mapped.superseded() + parked.superseded();
        return new StepCounts(
                fetched,
                receipt.added() + receipt.changed(),
                receipt.changed(),
                receipt.unchanged() + duplicates,
                duplicates,
                rejected.size(),
                parkedSpool.size() - parked.superseded(),
                receipt.removed());
    }

    /** Warnings of validators, and the first rejected rows, for a person. */
    List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        rejected.stream().limit(Remarks.EXAMPLES).map(Remarks::of).forEach(all::add);
        return all;
    }

    private List<RejectedRow.Reason> judge(Observation row) {
        List<RejectedRow.Reason> reasons = List.of();
        for (Validator validator : validators) {
            if (validator instanceof RowValidator rule
                    && rule.validate(row, context) instanceof Verdict.Violation violation) {
                reasons = consequence(validator, violation, row, reasons);
            }
        }
        return reasons;
    }

    private List<RejectedRow.Reason> consequence(
            Validator validator, Verdict.Violation violation, Observation row, List<RejectedRow.Reason> reasons) {
        if (validator.severity() == Severity.FATAL) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "The slice is refused by rule " + validator.id() + ": " + violation.field() + " is '"
                            + violation.value() + "', " + violation.text() + " (" + slice + ", row " + fetched + ")",
                    null);
        }
        if (validator.severity() == Severity.ERROR) {
            List<RejectedRow.Reason> more = new ArrayList<>(reasons);
            more.add(new RejectedRow.Reason(validator.id(), violation.field(), violation.value(), violation.text()));
            return more;
        }
        if (remarks.size() < Remarks.EXAMPLES) {
            remarks.add(validator.severity() + " " + validator.id() + ": "
                    + row.entity().id() + " on "
                    + row.interval().day() + ": " + violation.field() + " is '" + violation.value() + "', "
                    + violation.text());
        }
        return reasons;
    }

    private void keepRejected(RejectedRow row) {
        if (rejected.size() >= MAX_REJECTED) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "More than " + MAX_REJECTED + " rows of one slice cannot be used, the last of them: "
                            + Remarks.of(row) + ". Nothing of the slice was stored. Check the source's settings ("
                            + slice + ").",
                    null);
        }
        rejected.add(row);
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public Instant completeUntil() {
        return slice.days()
                .last()
                .plusDays(1)
                .atStartOfDay(slice.account().zone())
                .toInstant();
    }

    @Override
    public Iterable<Observation> rows() {
        return mapped;
    }

    @Override
    public Iterable<Observation> parked() {
        return parked;
    }

    @Override
    public Iterable<RejectedRow> rejected() {
        return rejected;
    }

    @Override
    public void close() {
        mappedSpool.close();
        parkedSpool.close();
    }
}
