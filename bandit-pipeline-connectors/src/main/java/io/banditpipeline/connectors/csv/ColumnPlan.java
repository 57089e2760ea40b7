package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.Metric;
import java.util.Currency;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a long file has, by name.
 *
 * @param columns those that hold no metric
 * @param metrics those that hold one
 * @param lastDay the column of the last day of a row's period, which must be its only day, or null
 * @param currency the currency that the header names, or null
 * @param totals tells the rows of totals, which are not counted
 */
record ColumnPlan(
        Map<CsvColumn, String> columns,
        Map<Metric, String> metrics,
        @Nullable String lastDay,
        @Nullable Currency currency,
        Predicate<CsvRow> totals) {}
