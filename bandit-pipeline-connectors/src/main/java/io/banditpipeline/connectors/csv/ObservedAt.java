package io.banditpipeline.connectors.csv;

import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when a row was reported. */
final class ObservedAt {
    private ObservedAt() {}

    /** The time that the row tells, or {@code otherwise} where it tells none; a reason is added if it is unreadable. */
    static Instant read(
            CsvRow row,
            @Nullable NamedColumn column,
            ZoneId zone,
            Instant otherwise,
            CellReader cells,
            List<Reason> reasons) {
        if (column == null || cells.isNull(row.cell(column.index()))) {
            return otherwise;
        }
        try {
            return Times.instant(row.cell(column.index()), zone);
        } catch (BadCell bad) {
            reasons.add(Layout.reason(bad, column, row));
            return otherwise;
        }
    }
}
