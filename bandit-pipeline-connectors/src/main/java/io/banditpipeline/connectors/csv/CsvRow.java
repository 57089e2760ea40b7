package io.banditpipeline.connectors.csv;

import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of a file.
 *
 * @param file the file's name
 * @param line the line that it starts on; the first is 1
 * @param separator between its cells
 * @param cells as they stand
 */
record CsvRow(String file, long line, char separator, List<String> cells) {
    /** The cell without the spaces around it. */
    String cell(int index) {
        return Cells.strip(cells.get(index));
    }

    int size() {
        return cells.size();
    }

    /** Whether it says nothing: an empty line, or separators only. */
    boolean isBlank() {
        return cells.stream().allMatch(cell -> Cells.strip(cell).isEmpty());
    }

    /** The first cell that says something, or {@code ""}. */
    String firstText() {
        return cells.stream().map(Cells::strip).filter(cell -> !cell.isEmpty()).findFirst().orElse("");
    }

    RejectedRow rejected(List<Reason> reasons) {
        return new RejectedRow(file + " line " + line, raw(), reasons);
    }

    /** The row as text, with quotes where they are needed. */
    String raw() {
        return cells.stream().map(this::quoted).collect(Collectors.joining(String.valueOf(separator)));
    }

    private String quoted(String cell) {
        boolean plain = cell.indexOf(separator) < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
