package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of a report.
 *
 * @param line the line that it starts on, from 1
 * @param separator what parts its cells
 * @param cells as they stand
 */
record ReportRow(long line, char separator, List<String> cells) {
    /** The cell without the spaces around it; {@code ""} if the row is too short or the place is none. */
    String cell(int place) {
        return place < 0 || place >= cells.size() ? "" : Words.stripped(cells.get(place));
    }

    boolean isBlank() {
        return cells.stream().allMatch(cell -> Words.stripped(cell).isEmpty());
    }

    String firstText() {
        return cells.stream()
                .map(Words::stripped)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Where it stands, for people. */
    String where() {
        return "report line " + line;
    }

    RejectedRow rejected(List<Reason> reasons) {
        return new RejectedRow(where(), raw(), reasons);
    }

    private String raw() {
        return cells.stream().map(this::quoted).collect(Collectors.joining(String.valueOf(separator)));
    }

    private String quoted(String cell) {
        boolean plain = cell.indexOf(separator) < 0
                && cell.indexOf('"') < 0
                && cell.indexOf('\n') < 0
                && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
