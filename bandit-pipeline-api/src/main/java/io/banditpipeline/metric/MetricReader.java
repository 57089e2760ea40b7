package io.banditpipeline.metric;

import io.banditpipeline.quality.RejectedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the quantities of a report's rows. Which columns count is decided once, for the whole report; what a row does
 * not say is {@linkplain Metrics#ABSENT absent}, which is not zero. Immutable and thread-safe.
 *
 * <pre>{@code
 * MetricReader reader = MetricNames.ofDefaults().reader("google_ads", header);
 * reader.unknown().forEach(name -> sink.cleaned(Cleaning.UNKNOWN_METRIC, 1, name.toString()));
 * for (Map<String, String> row : rows) {
 *     if (reader.read(row::get, currency) instanceof MetricReader.Read read) {
 *         sink.accept(Observation.pulled(entity, interval, now, read.metrics(), currency));
 *     }
 * }
 * }</pre>
 */
public final class MetricReader {
    private final Map<Metric, List<MetricName.Known>> columns;
    private final List<MetricName.Unknown> unknown;

    MetricReader(MetricNames names, String platform, Collection<String> columns) {
        this.columns = names.counted(platform, columns);
        this.unknown = columns.stream()
                .map(name -> names.find(platform, name))
                .filter(MetricName.Unknown.class::isInstance)
                .map(MetricName.Unknown.class::cast)
                .distinct()
                .toList();
    }

    /** What became of a row. */
    public sealed interface Row {}

    /**
     * All that the row says could be read.
     *
     * @param metrics the quantities in their canonical units
     */
    public record Read(Metrics metrics) implements Row {}

    /**
     * The row holds something that does not fit, so nothing of it is used.
     *
     * @param reasons what does not fit, for {@link RejectedRow}; not empty
     */
    public record Unreadable(List<RejectedRow.Reason> reasons) implements Row {
        /** Copies the list. */
        public Unreadable {
            reasons = List.copyOf(reasons);
        }
    }

    /** The names that nobody has explained: to be told, in the order of the columns. */
    public List<MetricName.Unknown> unknown() {
        return unknown;
    }

    /** The columns that count, by metric; more than one are added up. Metrics that no column speaks of are missing. */
    public Map<Metric, List<MetricName.Known>> columns() {
        return columns;
    }

    /**
     * Reads a row.
     *
     * @param cells the text of a column by the name that {@link #columns} has for it; null or empty if the row does not
     *     say
     * @param currency the currency of cost and revenue
     */
    public Row read(Function<String, @Nullable String> cells, Currency currency) {
        Metrics metrics = Metrics.NONE;
        List<RejectedRow.Reason> reasons = new ArrayList<>();
        for (List<MetricName.Known> parts : columns.values()) {
            for (MetricName.Known part : parts) {
                @Nullable String text = cells.apply(part.name());
                if (text != null && !text.isEmpty()) {
                    metrics = add(metrics, part, text, currency, reasons);
                }
            }
        }
        return reasons.isEmpty() ? new Read(metrics) : new Unreadable(reasons);
    }

    private static Metrics add(
            Metrics sum, MetricName.Known part, String text, Currency currency, List<RejectedRow.Reason> reasons) {
        Quantity quantity = part.unit().convert(part.metric(), text, currency);
        if (quantity instanceof Quantity.Unfit unfit) {
            reasons.add(reason(unfit.misfit(), part, text, unfit.text()));
            return sum;
        }
        try {
            long value = ((Quantity.Exact) quantity).value();
            return sum.plus(Metrics.NONE.with(part.metric(), value));
        } catch (ArithmeticException tooLarge) {
            reasons.add(reason(
                    Quantity.Misfit.OVERFLOW,
                    part,
                    text,
                    "the sum of the parts of " + part.metric() + " is too large"));
            return sum;
        }
    }

    private static RejectedRow.Reason reason(
            Quantity.Misfit misfit, MetricName.Known part, String text, String explanation) {
        return new RejectedRow.Reason(
                "metric." + misfit.name().toLowerCase(Locale.ROOT), part.name(), text, explanation);
    }
}
