package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.Metric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Joins a mapping with the headers of files. Immutable and thread-safe. */
final class Layouts {
    private final CsvMapping mapping;
    private final Set<String> wanted;

    Layouts(CsvMapping mapping) {
        this.mapping = mapping;
        this.wanted = wantedColumns(mapping);
    }

    private static Set<String> wantedColumns(CsvMapping mapping) {
        Set<String> names = new LinkedHashSet<>(mapping.columns().values());
        if (mapping.shape() == CsvMapping.Shape.LONG) {
            names.addAll(mapping.metricColumns().values());
        }
        if (mapping.shape() == CsvMapping.Shape.WIDE) {
            for (Arm arm : mapping.arms()) {
                names.addAll(mapping.columnsOf(arm).values());
            }
        }
        mapping.outcomes().ifPresent(outcomes -> {
            names.add(outcomes.orders());
            names.add(outcomes.revenue());
            names.addAll(outcomes.subtracted());
        });
        return names;
    }

    /** Finds the header of a file. */
    HeaderSearch search() {
        return new HeaderSearch(this::matches, mapping.separator());
    }

    private int matches(Header header) {
        return mapping.shape() == CsvMapping.Shape.EXPORT
                ? ExportFormat.bestMatch(header)
                : (int) wanted.stream().filter(header::has).count();
    }

    /**
     * What the rows of a file mean.
     *
     * @throws io.banditpipeline.metric.SourceException if the header lacks a column that is needed
     */
    Layout of(TextFile file, HeaderRow row) {
        return switch (mapping.shape()) {
            case LONG -> new LongLayout(mapping, planOf(mapping), mapping.accounts(), file, row);
            case WIDE -> new WideLayout(mapping, file, row);
            case EXPORT -> export(file, row);
        };
    }

    private static ColumnPlan planOf(CsvMapping mapping) {
        return new ColumnPlan(mapping.columns(), mapping.metricColumns(), null, null, row -> false);
    }

    private Layout export(TextFile file, HeaderRow row) {
        ExportFormat format = ExportFormat.of(row.header())
                .orElseThrow(() -> file.problem("this is not an export that is recognised (" + ExportFormat.described()
                        + "); export those columns, or name the columns in a mapping. " + row.shown()));
        ExportFormat.segment(row.header()).ifPresent(segment -> {
            throw file.problem("the export has the column \"" + segment + "\", which cuts a campaign's day into several"
                    + " rows that would replace one another; export without it, a row per campaign and day");
        });
        List<Account> accounts = mapping.accounts().stream()
                .filter(account -> account.platform().equals(format.platform()))
                .toList();
        if (accounts.isEmpty()) {
            throw file.problem("this is an export of " + format.title() + ", but the mapping names no account of platform \""
                    + format.platform() + "\"; its accounts are: " + keys());
        }
        return new LongLayout(mapping, format.plan(row.header()), accounts, file, row);
    }

    private String keys() {
        return String.join(", ", mapping.accounts().stream().map(Account::key).toList());
    }

    /** What a column of a metric is needed for. */
    static String role(Metric metric) {
        return MappingRules.key(metric);
    }
}
