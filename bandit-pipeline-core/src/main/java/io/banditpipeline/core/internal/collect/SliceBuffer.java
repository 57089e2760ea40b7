package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.clean.CleaningLog;
import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.core.internal.quality.RowTally;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.CleaningCounts;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One slice on its way: takes the rows of a fetch, judges each, sorts it to the mapped, parked or rejected ones, and
 * offers the whole to the storage. Not thread-safe.
 */
final class SliceBuffer implements ObservationSink, SliceContent, AutoCloseable {
    /** Rejected rows kept with their text; a source that sends more garbage than this is refused as a whole. */
    static final int MAX_REJECTED = 100_000;

    private final PlannedSlice planned;
    private final Slice slice;
    private final Instant observedAt;
    private final InstantSource clock;
    private final Map<String, String> armByEntity;
    private final RowJudge judge;
    private final Decided decided;
    private final RowTallies tallies;
    private final RowSpool mappedSpool = new RowSpool();
    private final RowSpool parkedSpool = new RowSpool();
    private final Deduplicated mapped;
    private final Deduplicated parked;
    private final List<RejectedRow> rejected = new ArrayList<>();
    /** Rows that count because somebody decided so, as they came. */
    private final Map<Observation, RejectedRow> inForce = new HashMap<>();

    private long fetched;
    private final CleaningLog cleaned = new CleaningLog();
    private Instant latest;

    /**
     * @param planned the slice
     * @param observedAt when the fetch began
     * @param clock no row was observed later than it shows
     * @param armByEntity the arms of the entities that belong to one
     * @param judge judges the rows
     * @param decided what was decided on rows before
     * @param tallies counts the rows
     */
    SliceBuffer(
            PlannedSlice planned,
            Instant observedAt,
            InstantSource clock,
            Map<String, String> armByEntity,
            RowJudge judge,
            Decided decided,
            RowTallies tallies) {
        this.clock = clock;
        this.latest = observedAt;
        this.planned = planned;
        this.slice = planned.slice();
        this.observedAt = observedAt;
        this.armByEntity = armByEntity;
        this.tallies = tallies;
        this.judge = judge;
        this.decided = decided;
        Instant origin =
                slice.days().first().atStartOfDay(slice.account().zone()).toInstant();
        this.mapped = new Deduplicated(mappedSpool, origin);
        this.parked = new Deduplicated(parkedSpool, origin);
    }

    @Override
    public void accept(Observation delivered) {
        fetched++;
        Observation came = notInTheFuture(delivered);
        Decided.Standing standing = decided.of(came);
        List<RejectedRow.Reason> reasons = keep(standing, came, null);
        if (!reasons.isEmpty()) {
            keepRejected(asCame(came, reasons));
        }
    }

    private RejectedRow asCame(Observation row, List<RejectedRow.Reason> reasons) {
        String where = "row " + fetched + ", " + row.entity().id() + " on "
                + row.interval().day() + ", of " + slice;
        return new RejectedRow(where, RowText.of(row), reasons, row);
    }

    /** Keeps a row as it counts, or tells why it cannot be used. */
    private List<RejectedRow.Reason> keep(Decided.Standing standing, Observation came, @Nullable RejectedRow unread) {
        List<RejectedRow.Reason> rejected = standing.rejectedFor();
        Observation row = standing.row();
        if (!rejected.isEmpty()) {
            tallies.add(armByEntity.get(row.entity().id()), countedOn(row), RowTally.GOOD);
            return rejected; // somebody decided so for good: it is no issue any more
        }
        List<RejectedRow.Reason> reasons = judge.judge(row, standing.rules());
        if (!reasons.isEmpty()) {
            tallies.add(armByEntity.get(row.entity().id()), countedOn(row), RowTally.ERROR);
            return reasons;
        }
        HeldRow decision = standing.decision();
        if (standing.counts() && decision != null) {
            List<RejectedRow.Reason> why = decision.row().reasons();
            inForce.put(
                    row, unread == null ? asCame(came, why) : new RejectedRow(unread.where(), unread.raw(), why, came));
        }
        keep(row);
        return List.of();
    }

    private void keep(Observation row) {
        String arm = armByEntity.get(row.entity().id());
        if (arm == null) {
            parked.add(row);
            tallies.add(null, row.interval().day(), RowTally.PARKED);
        } else {
            boolean repeats = mapped.add(row);
            if (repeats) {
                cleaned.note(
                        Cleaning.DUPLICATE,
                        () -> row.entity().id() + " on " + row.interval().day());
            }
            tallies.add(arm, row.interval().day(), repeats ? RowTally.DUPLICATE : RowTally.GOOD);
        }
    }

    /** The clock of a source may be fast: what it has delivered is known by now, and must count in plans as of now. */
    private Observation notInTheFuture(Observation delivered) {
        // Storages keep microseconds: what is finer must not make a row look later than the moment it is compared with.
        Instant observed = delivered.observedAt().truncatedTo(ChronoUnit.MICROS);
        Observation row = observed.equals(delivered.observedAt()) ? delivered : delivered.observedAt(observed);
        if (observed.isAfter(latest)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            latest = now.isAfter(latest) ? now : latest;
        }
        return cleaned.notAfter(row, latest);
    }

    @Override
    public void cleaned(Cleaning kind, long times, String example) {
        cleaned.note(kind, times, example);
    }

    @Override
    public void reject(RejectedRow row) {
        fetched++;
        Decided.Standing inItsPlace = decided.inPlaceOf(row, latest);
        if (inItsPlace != null) {
            List<RejectedRow.Reason> reasons = keep(inItsPlace, inItsPlace.row(), row);
            if (!reasons.isEmpty()) {
                keepRejected(new RejectedRow(row.where(), row.raw(), reasons, inItsPlace.row()));
            }
            return;
        }
        tallies.add(null, somewhere(), decided.isRejected(row) ? RowTally.GOOD : RowTally.ERROR);
        keepRejected(row);
    }

    /**
     * The day that a row is counted on. One that names a day that nobody asked for counts on a day of the slice:
     * counted on its own, it would be overlooked by the gates, which look at recent days (R10), and days would have no
     * bound.
     */
    private LocalDate countedOn(Observation row) {
        LocalDate day = row.interval().day();
        return slice.days().contains(day) ? day : somewhere();
    }

    /** The day that a row without one is counted on: neither the newest, nor one that is soon too old to count. */
    private LocalDate somewhere() {
        return slice.days().first().plusDays(slice.days().days() / 2);
    }

    /** Judges the slice as a whole, after its last row. */
    void end() {
        judge.end();
    }

    /** Why the whole slice is refused, by each rule that does; empty if it is not. */
    List<Finding> refusals() {
        return judge.refusals();
    }

    /**
     * The rows that cannot be used because the slice is refused: all but those of which somebody has decided on every
     * rule that refuses it, since they count already. Each names all rules that it broke or that refuse it, so that one
     * decision settles them.
     */
    Iterable<RejectedRow> refused() {
        List<RejectedRow.Reason> why = refusals().stream()
                .map(finding ->
                        new RejectedRow.Reason(finding.rule(), finding.field(), finding.value(), finding.text()))
                .toList();
        return () -> Stream.of(
                        rejected.stream().map(row -> row.observation() == null ? row : with(row, why)),
                        refused(mappedSpool, why),
                        refused(parkedSpool, why))
                .flatMap(rows -> rows)
                .iterator();
    }

    private Stream<RejectedRow> refused(RowSpool rows, List<RejectedRow.Reason> why) {
        return StreamSupport.stream(rows.spliterator(), false).flatMap(row -> {
            RejectedRow decidedOn = inForce.get(row);
            if (decidedOn == null) {
                String where = row.entity().id() + " on " + row.interval().day() + ", of " + slice;
                return Stream.of(new RejectedRow(where, RowText.of(row), why, row));
            }
            RejectedRow again = with(decidedOn, why);
            return again.reasons().size() == decidedOn.reasons().size() ? Stream.empty() : Stream.of(again);
        });
    }

    private static RejectedRow with(RejectedRow row, List<RejectedRow.Reason> more) {
        Map<String, RejectedRow.Reason> reasons = new LinkedHashMap<>();
        row.reasons().forEach(reason -> reasons.put(reason.rule(), reason));
        more.forEach(reason -> reasons.putIfAbsent(reason.rule(), reason));
        return new RejectedRow(row.where(), row.raw(), List.copyOf(reasons.values()), row.observation());
    }

    /**
     * What became of the rows of a slice that is refused.
     *
     * @param held how many are held
     */
    StepCounts refusedCounts(long held) {
        return new StepCounts(fetched, 0, 0, fetched - held, 0, held, 0, 0);
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

    /** The first rejected rows, for a person. */
    List<String> remarks() {
        return rejected.stream().limit(Remarks.EXAMPLES).map(Remarks::of).toList();
    }

    /** What was changed in the rows. */
    CleaningCounts cleaned() {
        return cleaned.counts();
    }

    /** What is wrong besides rows that cannot be used. */
    List<Finding> findings() {
        return judge.findings();
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
        return planned.completeUntil();
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
