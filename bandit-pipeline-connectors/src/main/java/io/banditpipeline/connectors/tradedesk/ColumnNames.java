package io.banditpipeline.connectors.tradedesk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The names that columns are looked for by: the configured one, or the usual ones. Immutable and thread-safe. */
final class ColumnNames {
    private final Map<TradeDeskColumn, List<String>> names = new EnumMap<>(TradeDeskColumn.class);

    ColumnNames(Map<TradeDeskColumn, String> configured) {
        for (TradeDeskColumn column : TradeDeskColumn.values()) {
            String own = configured.get(column);
            names.put(column, own == null ? column.names() : List.of(own));
        }
    }

    List<String> of(TradeDeskColumn column) {
        return names.getOrDefault(column, column.names());
    }
}
