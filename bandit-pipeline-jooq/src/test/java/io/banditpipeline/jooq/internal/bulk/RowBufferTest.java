package io.banditpipeline.jooq.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sorting, deduplicating and finding. */
class RowBufferTest {
    @Property(tries = 300)
    void of_equal_keys_the_last_row_stays_and_all_come_in_order(
            @ForAll @Size(max = 60) List<@IntRange(min = -4, max = 4) Integer> keys) {
        RowBuffer rows = filled(keys);
        TreeMap<List<Long>, Long> expected = new TreeMap<>(
                Comparator.<List<Long>, Long>comparing(key -> key.get(0)).thenComparing(key -> key.get(1)));
        for (int i = 0; i < keys.size(); i++) {
            expected.put(List.of(keys.get(i) / 2L, (long) keys.get(i)), (long) i);
        }
        rows.sortAndDeduplicate();
        List<Long> values = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            values.add(rows.get(row, 2));
        }
        assertThat(values).containsExactlyElementsOf(expected.values());
    }

    @Property(tries = 300)
    void rows_are_found_whatever_the_hint(
            @ForAll @Size(max = 40) List<@IntRange(min = -9, max = 9) Integer> keys,
            @ForAll @IntRange(min = -9, max = 9) int wanted,
            @ForAll @IntRange(min = -2, max = 50) int hint) {
        RowBuffer rows = filled(keys);
        rows.sortAndDeduplicate();
        int found = rows.find(new long[] {wanted / 2, wanted}, hint);
        if (keys.contains(wanted)) {
            assertThat(rows.get(found, 2)).isEqualTo(keys.lastIndexOf(wanted));
        } else {
            assertThat(found).isNegative();
        }
    }

    @Property(tries = 100)
    void sorting_by_more_columns_than_the_key_keeps_every_row(
            @ForAll @Size(max = 60) List<@IntRange(min = -4, max = 4) Integer> keys) {
        RowBuffer rows = filled(keys);
        rows.sort(2);
        assertThat(rows.size()).isEqualTo(keys.size());
        for (int row = 1; row < rows.size(); row++) {
            assertThat(rows.get(row, 1)).isGreaterThanOrEqualTo(rows.get(row - 1, 1));
            if (rows.get(row, 1) == rows.get(row - 1, 1)) {
                assertThat(rows.get(row, 2)).isGreaterThan(rows.get(row - 1, 2));
            }
        }
    }

    /** Two key columns that sort alike, and the order of adding as value. */
    private static RowBuffer filled(List<Integer> keys) {
        RowBuffer rows = new RowBuffer(3, 2, 1);
        for (int key : keys) {
            int row = rows.addRow();
            rows.set(row, 0, key / 2);
            rows.set(row, 1, key);
            rows.set(row, 2, row);
        }
        return rows;
    }
}
