package io.banditpipeline.connectors.csv;

/**
 * Where a file's header stands and what it says.
 *
 * @param separator between cells
 * @param line the line that it stands on; the first is 1
 * @param header the names
 */
record HeaderRow(char separator, long line, Header header) {
    /** For a message: where the header was found, and its columns. */
    String shown() {
        return "Line " + line + " was read as the header, separated by " + HeaderSearch.shown(separator)
                + "; its columns are: " + header.shown();
    }
}
