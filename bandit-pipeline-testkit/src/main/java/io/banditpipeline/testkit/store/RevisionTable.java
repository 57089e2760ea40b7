package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every revision of every entity and interval. Not thread-safe: its users hold the storage's lock. */
final class RevisionTable {
    private final Map<RowKey, List<Kept>> rows = new TreeMap<>();

    Map<RowKey, List<Kept>> rows() {
        return rows;
    }

    /** The entities that have rows. */
    Set<EntityKey> entities() {
        return rows.keySet().stream().map(RowKey::entity).collect(Collectors.toSet());
    }

    /** The revision that counted at a moment, or null. */
    static @Nullable Kept effective(List<Kept> revisions, Instant asOf) {
        Kept highest = null;
        for (Kept revision : revisions) {
            if (!revision.observedAt().isAfter(asOf)
                    && (highest == null || Kept.BY_RANK.compare(revision, highest) >= 0)) {
                highest = revision;
            }
        }
        return highest;
    }

    /** Keeps a revision unless it says what was known at its moment, and tells what it changed. */
    SliceReceipt keep(Account account, Kept next) {
        RowKey key = RowKey.of(account, next.observation());
        List<Kept> revisions = rows.computeIfAbsent(key, unused -> new ArrayList<>());
        Kept known = effective(revisions, next.observedAt());
        Kept twin = revisions.stream().filter(next::isTwinOf).findFirst().orElse(null);
        Kept predecessor = twin == null ? known : twin;
        if (predecessor != null && predecessor.saysTheSameAs(next)) {
            return new SliceReceipt(0, 0, 1, 0);
        }
        revisions.remove(twin);
        revisions.add(next);
        revisions.sort(Comparator.comparing(Kept::observedAt).thenComparing(Kept::precedence));
        if (next.tombstone()) {
            return new SliceReceipt(0, 0, 0, 1);
        }
        return known == null || known.tombstone() ? new SliceReceipt(1, 0, 0, 0) : new SliceReceipt(0, 1, 0, 0);
    }

    /**
     * The tombstones of a slice: rows that counted when its fetch began, and are not among those delivered.
     *
     * @param mayVanish which rows may be taken to be gone
     */
    List<Kept> vanished(
            Slice slice, Instant observedAt, Instant completeUntil, Set<RowKey> delivered, Predicate<Kept> mayVanish) {
        List<Kept> tombstones = new ArrayList<>();
        rows.forEach((key, revisions) -> {
            Kept known = isIn(slice, key, revisions) ? effective(revisions, observedAt) : null;
            if (known == null || known.tombstone() || delivered.contains(key) || !mayVanish.test(known)) {
                return;
            }
            Kept tombstone = known.vanishedAt(observedAt);
            if (key.start().isBefore(completeUntil) && tombstone.precedence() >= known.precedence()) {
                tombstones.add(tombstone);
            }
        });
        return tombstones;
    }

    static SliceReceipt sum(SliceReceipt a, SliceReceipt b) {
        return new SliceReceipt(
                a.added() + b.added(),
                a.changed() + b.changed(),
                a.unchanged() + b.unchanged(),
                a.removed() + b.removed());
    }

    private static boolean isIn(Slice slice, RowKey key, List<Kept> revisions) {
        return key.entity().isOf(slice.account(), slice.level())
                && key.granularity() == slice.granularity()
                && slice.days().contains(day(revisions));
    }

    /** The local day of a row: the same in all of its revisions. */
    static LocalDate day(List<Kept> revisions) {
        return revisions.get(0).observation().interval().day();
    }
}
