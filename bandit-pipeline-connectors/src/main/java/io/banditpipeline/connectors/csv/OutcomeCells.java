package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.Currency;
import java.util.List;

/** The cells of a row that an outcome is made of. Immutable and thread-safe. */
record OutcomeCells(NamedColumn orders, NamedColumn revenue, List<NamedColumn> subtracted) {
    static OutcomeCells of(CsvMapping.OutcomeColumns names, HeaderColumns found) {
        return new OutcomeCells(
                found.need(names.orders(), "orders"),
                found.need(names.revenue(), "revenue"),
                names.subtracted().stream()
                        .map(name -> found.need(name, "subtracted from revenue"))
                        .toList());
    }

    /** Whether neither orders nor revenue are known: the day then has no outcome, which is not one of zero. */
    boolean isAbsent(CsvRow row, CellReader cells) {
        return cells.isNull(row.cell(orders.index())) && cells.isNull(row.cell(revenue.index()));
    }

    /** The orders, which may be fractional; 0 with a reason added if they are unreadable, unknown or negative. */
    long orderMicros(CsvRow row, CellReader cells, Currency currency, List<Reason> reasons) {
        long micros = known(Metric.CONVERSIONS, orders, row, cells, currency, reasons);
        if (micros < 0) {
            reasons.add(new Reason(
                    Numbers.RULE, orders.name(), row.cell(orders.index()), "orders must not be negative"));
        }
        return micros;
    }

    /** Revenue less what is subtracted; meaningless with a reason added if any of them is unreadable or unknown. */
    long netRevenueMicros(CsvRow row, CellReader cells, Currency currency, List<Reason> reasons) {
        try {
            long net = known(Metric.REVENUE, revenue, row, cells, currency, reasons);
            for (NamedColumn column : subtracted) {
                net = Math.subtractExact(net, known(Metric.REVENUE, column, row, cells, currency, reasons));
            }
            return net;
        } catch (ArithmeticException tooLarge) {
            reasons.add(new Reason(
                    Numbers.RULE, revenue.name(), row.cell(revenue.index()), "the net revenue is too large to be kept"));
            return 0;
        }
    }

    private static long known(
            Metric metric, NamedColumn column, CsvRow row, CellReader cells, Currency currency, List<Reason> reasons) {
        String cell = row.cell(column.index());
        if (cells.isNull(cell)) {
            reasons.add(new Reason(
                    "csv.outcome", column.name(), cell, "the outcome of the day is incomplete: \"" + column.name()
                            + "\" is missing; write 0 if it was none"));
            return 0;
        }
        long value = cells.metric(metric, row, column, currency, reasons);
        return value == Metrics.ABSENT ? 0 : value;
    }
}
