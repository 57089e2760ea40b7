package io.banditpipeline.connectors.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Looks up the columns that are needed, and tells all that cannot be used at once. Not thread-safe. */
final class HeaderColumns {
    private final Header header;
    private final List<String> faults = new ArrayList<>();

    HeaderColumns(Header header) {
        this.header = header;
    }

    /** The column; if it cannot be used, a fault is noted and the place is meaningless. */
    NamedColumn need(String name, String role) {
        OptionalInt index = header.find(name);
        if (index.isEmpty()) {
            faults.add(header.fault(name, role));
            return new NamedColumn(-1, name);
        }
        return new NamedColumn(index.getAsInt(), header.names().get(index.getAsInt()));
    }

    /**
     * @throws io.banditpipeline.metric.SourceException with every fault that was noted
     */
    void requireAll(TextFile file, HeaderRow row) {
        if (!faults.isEmpty()) {
            throw file.problem(String.join("; ", faults) + ". " + row.shown());
        }
    }
}
