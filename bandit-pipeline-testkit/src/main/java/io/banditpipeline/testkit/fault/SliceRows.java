package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a slice by entity and day, in the order in which they came. */
final class SliceRows {
    private final Map<EntityDay, List<Delivery>> byDay = new LinkedHashMap<>();
    private final List<Delivery> unreadable = new ArrayList<>();

    static SliceRows fetch(MetricsSource source, Slice slice) {
        SliceRows rows = new SliceRows();
        source.fetch(slice, new ObservationSink() {
            @Override
            public void accept(Observation row) {
                rows.byDay
                        .computeIfAbsent(EntityDay.of(row), unused -> new ArrayList<>())
                        .add(new Delivery.Row(row));
            }

            @Override
            public void reject(RejectedRow row) {
                rows.unreadable.add(new Delivery.Unreadable(row));
            }
        });
        return rows;
    }

    List<EntityDay> days() {
        return List.copyOf(byDay.keySet());
    }

    void addDay(EntityDay where) {
        byDay.putIfAbsent(where, List.of());
    }

    /** Replaces the readable rows of a day; says whether that changed anything. */
    boolean replace(EntityDay where, RowsChange change) {
        List<Delivery> before = byDay.getOrDefault(where, List.of());
        List<Observation> readable = new ArrayList<>();
        List<Delivery> after = new ArrayList<>();
        for (Delivery delivery : before) {
            if (delivery instanceof Delivery.Row row) {
                readable.add(row.row());
            } else {
                after.add(delivery);
            }
        }
        after.addAll(change.of(readable));
        byDay.put(where, after);
        return !after.equals(before);
    }

    void deliver(ObservationSink sink) {
        byDay.values().forEach(rows -> rows.stream()
                .filter(delivery -> delivery instanceof Delivery.Row)
                .forEach(delivery -> delivery.to(sink)));
        byDay.values().forEach(rows -> rows.stream()
                .filter(delivery -> delivery instanceof Delivery.Unreadable)
                .forEach(delivery -> delivery.to(sink)));
        unreadable.forEach(delivery -> delivery.to(sink));
    }

    /** What becomes of the rows of a day. */
    interface RowsChange {
        List<Delivery> of(List<Observation> rows);
    }
}
