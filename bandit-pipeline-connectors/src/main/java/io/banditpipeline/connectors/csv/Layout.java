package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of one file mean: a mapping that was joined with the file's header. */
sealed interface Layout permits LongLayout, WideLayout {
    /** The accounts whose rows the file holds. The first one reports the rows that belong to no account. */
    List<Account> accounts();

    /** The day that a row speaks of, or null if it cannot be read or is no row of data. */
    @Nullable LocalDate day(CsvRow row);

    /** Delivers what a row says of the fetch's account and days, if anything. */
    void read(CsvRow row, Fetch fetch);

    /** Delivers the outcome that a row holds, if any. */
    void readOutcome(CsvRow row, OutcomeFetch fetch);

    /** Refuses a row that has not as many cells as the header; empty cells at its end are no matter. */
    static boolean hasColumns(CsvRow row, Header header, List<Reason> reasons) {
        boolean surplus = row.cells().stream().skip(header.size()).anyMatch(cell -> !Cells.strip(cell).isEmpty());
        if (row.size() >= header.size() && !surplus) {
            return true;
        }
        reasons.add(new Reason(
                "csv.columns",
                "",
                "",
                "the row has " + row.size() + " cells, but the header has " + header.size() + ": "
                        + (surplus
                                ? "look for a separator in a cell that is not in quotes"
                                : "look for a row that is cut off or a missing separator")));
        return false;
    }

    /** A reason about one cell. */
    static Reason reason(BadCell bad, NamedColumn column, CsvRow row) {
        return new Reason(bad.rule(), column.name(), row.cell(column.index()), bad.text());
    }
}
