package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.metric.RevisionTable.ARM;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.DAY;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.FEED;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.OBSERVED;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.PRECEDENCE;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.QUANTITIES;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.REVISION_KEY;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.ROW_KEY;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.TOMBSTONE;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.WIDTH;

import io.banditpipeline.jooq.internal.bulk.BulkDialect;
import io.banditpipeline.jooq.internal.bulk.BulkUpserter;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.store.SliceReceipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.function.LongUnaryOperator;

/**
 * Keeps revisions: compares rows with what is stored, chunk by chunk, and writes only what says something new. Not
 * thread-safe; the account is locked while it works.
 */
final class RevisionWriter implements AutoCloseable {
    private final int rowsPerChunk;
    private final SameAttribution sameAttribution;
    private final TouchedDays touched;
    private final BulkUpserter effectiveTable;
    private final BulkUpserter historyTable;
    private final RowLookup effectiveLookup;
    private final RowLookup historyLookup;
    private final RowBuffer chunk = RevisionTable.buffer();
    private final RowBuffer round = RevisionTable.buffer();
    private final RowBuffer effective = RevisionTable.buffer();
    private final RowBuffer history = new RowBuffer(WIDTH, REVISION_KEY, 1_024);
    private final KnownRows current = new KnownRows();
    private final KnownRows known = new KnownRows();
    private final KnownRows twin = new KnownRows();
    private long added;
    private long changed;
    private long unchanged;
    private long removed;

    /** Whether two feeds attribute conversions alike. */
    interface SameAttribution {
        boolean test(long feedNo, long otherFeedNo);
    }

    RevisionWriter(
            Session session,
            MetricTables tables,
            LongUnaryOperator entitiesOfArm,
            SameAttribution same,
            TouchedDays touched) {
        BulkDialect dialect = tables.dialect();
        this.rowsPerChunk = dialect.rowsPerChunk();
        this.sameAttribution = same;
        this.touched = touched;
        this.effectiveTable = BulkUpserter.open(session.connection(), dialect, tables.metric());
        this.historyTable = BulkUpserter.open(session.connection(), dialect, tables.history());
        this.effectiveLookup = new RowLookup(session.connection(), dialect, tables.metric(), entitiesOfArm);
        this.historyLookup = new RowLookup(session.connection(), dialect, tables.history(), entitiesOfArm);
    }

    /** The buffer in which {@link #addRow} opens rows. */
    RowBuffer rows() {
        return chunk;
    }

    /** Opens a row whose cells are to be set at once; what was added before may be written now. */
    int addRow() throws SQLException {
        if (chunk.size() == rowsPerChunk) {
            flush();
        }
        return chunk.addRow();
    }

    /** Writes what was added. Several revisions of one row are kept one after the other, the oldest first. */
    void flush() throws SQLException {
        chunk.sort(REVISION_KEY);
        if (!hasRepeatedKeys()) {
            keep(chunk);
        } else {
            for (int occurrence = 0; collectRound(occurrence); occurrence++) {
                keep(round);
            }
        }
        chunk.clear();
    }

    SliceReceipt receipt() {
        return new SliceReceipt(added, changed, unchanged, removed);
    }

    @Override
    public void close() throws SQLException {
        try (effectiveTable;
                historyTable;
                effectiveLookup) {
            historyLookup.close();
        }
    }

    private boolean hasRepeatedKeys() {
        for (int row = 1; row < chunk.size(); row++) {
            if (chunk.same(row, chunk, row - 1, 0, ROW_KEY)) {
                return true;
            }
        }
        return false;
    }

    private boolean collectRound(int wanted) {
        round.clear();
        int occurrence = 0;
        for (int row = 0; row < chunk.size(); row++) {
            boolean repeated = row > 0 && chunk.same(row, chunk, row - 1, 0, ROW_KEY);
            occurrence = repeated ? occurrence + 1 : 0;
            if (occurrence == wanted) {
                round.addRowOf(chunk, row);
            }
        }
        return round.size() > 0;
    }

    private void keep(RowBuffer rows) throws SQLException {
        lookUp(rows);
        effective.clear();
        history.clear();
        for (int row = 0; row < rows.size(); row++) {
            keep(rows, row);
        }
        historyTable.upsert(history);
        effectiveTable.upsert(effective);
    }

    private void lookUp(RowBuffer rows) throws SQLException {
        current.reset(rows.size());
        known.reset(rows.size());
        twin.reset(rows.size());
        BitSet all = new BitSet();
        all.set(0, rows.size());
        effectiveLookup.read(rows, all, current::put);
        BitSet late = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            settleFromCurrent(rows, row, late);
        }
        historyLookup.read(rows, late, (row, result) -> takeFromHistory(rows, row, result));
    }

    /** What is known now is what was known then, unless the row is older; only rows that come late need the history. */
    private void settleFromCurrent(RowBuffer rows, int row, BitSet late) {
        if (!current.has(row)) {
            return;
        }
        long observed = rows.get(row, OBSERVED);
        long precedence = rows.get(row, PRECEDENCE);
        boolean currentIsKnown = observed >= current.get(row, OBSERVED);
        if (currentIsKnown) {
            known.put(row, current);
        }
        if (observed == current.get(row, OBSERVED) && precedence == current.get(row, PRECEDENCE)) {
            twin.put(row, current);
        } else if (!currentIsKnown || precedence < current.get(row, PRECEDENCE)) {
            late.set(row);
        }
    }

    private void takeFromHistory(RowBuffer rows, int row, ResultSet result) throws SQLException {
        long observed = result.getLong(OBSERVED + 1);
        long precedence = result.getLong(PRECEDENCE + 1);
        if (observed > rows.get(row, OBSERVED)) {
            return;
        }
        if (observed == rows.get(row, OBSERVED) && precedence == rows.get(row, PRECEDENCE)) {
            twin.put(row, result);
        }
        if (!known.has(row) || isAbove(precedence, observed, known, row)) {
            known.put(row, result);
        }
    }

    private void keep(RowBuffer rows, int row) {
        boolean vanished = rows.get(row, TOMBSTONE) != 0;
        if (vanished && !mayVanish(rows, row)) {
            return;
        }
        if (vanished) {
            rows.set(row, FEED, known.get(row, FEED));
        }
        KnownRows predecessor = twin.has(row) ? twin : known;
        if (predecessor.has(row) && saysTheSame(rows, row, predecessor)) {
            unchanged++;
            return;
        }
        count(row, vanished);
        store(rows, row);
    }

    /** A row vanishes only if it was there, and by a word that weighs no less than the one that put it there (R4). */
    private boolean mayVanish(RowBuffer rows, int row) {
        return known.has(row)
                && known.get(row, TOMBSTONE) == 0
                && known.get(row, PRECEDENCE) <= rows.get(row, PRECEDENCE);
    }

    private void count(int row, boolean vanished) {
        if (vanished) {
            removed++;
        } else if (known.has(row) && known.get(row, TOMBSTONE) == 0) {
            changed++;
        } else {
            added++;
        }
    }

    private void store(RowBuffer rows, int row) {
        if (current.has(row) && !replacesCurrent(rows, row)) {
            history.addRowOf(rows, row);
            return;
        }
        if (current.has(row) && !twin.has(row)) {
            history.addRowOf(current.cells(), row);
        }
        effective.addRowOf(rows, row);
        touched.add(rows.get(row, ARM), rows.get(row, DAY));
    }

    private boolean replacesCurrent(RowBuffer rows, int row) {
        return !isAbove(current.get(row, PRECEDENCE), current.get(row, OBSERVED), rows, row);
    }

    private static boolean isAbove(long precedence, long observed, KnownRows other, int row) {
        return isAbove(precedence, observed, other.cells(), row);
    }

    private static boolean isAbove(long precedence, long observed, RowBuffer other, int row) {
        int order = Long.compare(precedence, other.get(row, PRECEDENCE));
        return order > 0 || (order == 0 && observed > other.get(row, OBSERVED));
    }

    private boolean saysTheSame(RowBuffer rows, int row, KnownRows other) {
        return rows.get(row, TOMBSTONE) == other.get(row, TOMBSTONE)
                && rows.get(row, PRECEDENCE) == other.get(row, PRECEDENCE)
                && rows.same(row, other.cells(), row, QUANTITIES, WIDTH)
                && (rows.get(row, TOMBSTONE) != 0
                        || rows.get(row, FEED) == other.get(row, FEED)
                        || sameAttribution.test(rows.get(row, FEED), other.get(row, FEED)));
    }
}
