package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.Resolution;
import io.banditpipeline.store.SliceReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Held and parked rows in memory. */
final class InMemoryQuarantine implements QuarantineStore {
    private static final Set<HeldRow.State> DECIDED =
            EnumSet.of(HeldRow.State.RELEASED, HeldRow.State.CORRECTED, HeldRow.State.REJECTED);

    private final Object lock;
    private final InMemoryCatalog catalog;
    private final RevisionTable revisions;
    private final HeldTable held;
    private final ParkedTable parked;

    InMemoryQuarantine(
            Object lock, InMemoryCatalog catalog, RevisionTable revisions, HeldTable held, ParkedTable parked) {
        this.lock = lock;
        this.catalog = catalog;
        this.revisions = revisions;
        this.held = held;
        this.parked = parked;
    }

    @Override
    public void held(Set<HeldRow.State> states, Consumer<? super HeldRow> consumer) {
        rows().stream().filter(row -> states.contains(row.state())).forEach(consumer);
    }

    @Override
    public Optional<HeldRow> held(String id) {
        return rows().stream().filter(row -> row.id().equals(id)).findFirst();
    }

    @Override
    public Map<String, HeldRow> decided(String source, String subject, DateRange days) {
        Map<String, HeldRow> found = new LinkedHashMap<>();
        synchronized (lock) {
            held.rowsOn(days).stream()
                    .filter(row -> row.source().equals(source) && row.subject().equals(subject))
                    .filter(row -> DECIDED.contains(row.state()))
                    .forEach(row -> found.put(row.id(), row));
        }
        return found;
    }

    @Override
    public long hold(Slice slice, Instant observedAt, Iterable<RejectedRow> rows) {
        List<RejectedRow> copies = InMemoryMetrics.copy(rows);
        synchronized (lock) {
            return held.replace(HeldTable.Scope.of(slice), copies, Kept.micros(observedAt));
        }
    }

    @Override
    public HeldRow resolve(String id, Resolution resolution) {
        synchronized (lock) {
            HeldTable.Held known = held.find(id);
            if (known == null) {
                throw refused("There is no held row " + id + ": ask held(...) for those that there are");
            }
            Account account = known.scope().account();
            HeldRow next = resolution.applyTo(known.row(), account == null ? null : counting(account, known.decided()));
            if (next.equals(known.row())) {
                return next;
            }
            if (next.resolved() != null) {
                admit(known.row(), account, next.resolved());
            }
            held.decide(known, next, resolution);
            return next;
        }
    }

    @Override
    public List<HeldEvent> events(String id) {
        synchronized (lock) {
            HeldTable.Held known = held.find(id);
            return known == null ? List.of() : known.trail();
        }
    }

    @Override
    public Map<String, Map<String, Long>> parkedByEntity() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        synchronized (lock) {
            for (ParkedTable.Waiting waiting : parked.rows()) {
                counts.computeIfAbsent(waiting.account().key(), unused -> new TreeMap<>())
                        .merge(waiting.row().entity().id(), 1L, Long::sum);
            }
        }
        return counts;
    }

    @Override
    public SliceReceipt readmit(Account account, Level level) {
        SliceReceipt receipt = new SliceReceipt(0, 0, 0, 0);
        synchronized (lock) {
            for (Observation row : parked.rows(account, level)) {
                String armId = catalog.owner(account, row.entity());
                if (armId != null) {
                    receipt = RevisionTable.sum(receipt, revisions.keep(account, Kept.row(armId, row)));
                    parked.remove(account, row);
                }
            }
        }
        return receipt;
    }

    @Override
    public void parked(Account account, Level level, Consumer<? super Observation> consumer) {
        List<Observation> rows;
        synchronized (lock) {
            rows = parked.rows(account, level);
        }
        rows.forEach(consumer);
    }

    private List<HeldRow> rows() {
        synchronized (lock) {
            return held.rows();
        }
    }

    /** The row of an earlier decision if its numbers still count, or will when its entity is mapped; else null. */
    private @Nullable Observation counting(Account account, @Nullable Observation decided) {
        if (decided == null) {
            return null;
        }
        List<Kept> ofRow = revisions.rows().getOrDefault(RowKey.of(account, decided), List.of());
        Kept effective = RevisionTable.effective(ofRow, Instant.MAX);
        Observation waiting = parked.find(account, decided);
        boolean counts = effective != null
                && !effective.tombstone()
                && effective.observation().origin() == decided.origin()
                && effective.observation().metrics().equals(decided.metrics());
        boolean waits = waiting != null && waiting.metrics().equals(decided.metrics());
        return counts || waits ? decided : null;
    }

    private void admit(HeldRow row, @Nullable Account account, Observation next) {
        if (account == null) {
            throw refused("Held row " + row.id() + " is an outcome, which cannot be released or corrected here: mend it"
                    + " where it comes from and fetch it again, or reject it");
        }
        check(account, next);
        String armId = catalog.owner(account, next.entity());
        if (armId == null) {
            parked.add(account, next);
        } else {
            revisions.keep(account, Kept.row(armId, next));
        }
    }

    private static void check(Account account, Observation row) {
        if (!row.currency().equals(account.currency())) {
            throw refused("A row of entity " + row.entity() + " of account " + account.key() + " is in "
                    + row.currency() + ", but the account is in " + account.currency() + ": convert its amounts first");
        }
        Interval interval = row.interval();
        boolean whole = interval.granularity() == Granularity.DAY
                ? interval.equals(Interval.ofDay(interval.day(), account.zone()))
                : Duration.between(interval.start(), interval.end()).equals(Duration.ofHours(1));
        if (!whole) {
            throw refused("A row of entity " + row.entity() + " of account " + account.key() + " speaks of " + interval
                    + ", which is neither an hour nor a local day in " + account.zone()
                    + ": make its interval with Interval.ofHour or Interval.ofDay");
        }
    }

    private static PipelineException refused(String message) {
        return new PipelineException(ErrorCode.INVALID_INPUT, message);
    }
}
