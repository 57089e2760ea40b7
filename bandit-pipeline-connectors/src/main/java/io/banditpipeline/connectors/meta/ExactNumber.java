package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Quantity;
import java.util.Currency;

/** Reads plain decimals without an object on the way; all others are left to {@link MetricUnit}. */
final class ExactNumber {
    private static final int MICRO_DIGITS = 6;
    private static final int MOST_DIGITS = 18;

    private ExactNumber() {}

    /**
     * Reads a plain decimal, such as {@code "12.34"}.
     *
     * @return whole units of a count, micros of all else; {@link Metrics#ABSENT} if it is not plain, or too long
     */
    static long plain(Metric metric, String text) {
        int decimals = metric.isCount() ? 0 : MICRO_DIGITS;
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        int fraction = point < 0 ? 0 : text.length() - point - 1;
        if (whole == 0 || point >= 0 && fraction == 0 || fraction > decimals || whole + decimals > MOST_DIGITS) {
            return Metrics.ABSENT;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point) {
                if (c < '0' || c > '9') {
                    return Metrics.ABSENT;
                }
                value = value * 10 + (c - '0');
            }
        }
        for (int i = fraction; i < decimals; i++) {
            value *= 10;
        }
        return value;
    }

    /** Reads any decimal. */
    static Quantity any(Metric metric, String text, Currency currency) {
        long plain = plain(metric, text);
        return plain == Metrics.ABSENT ? MetricUnit.UNIT.convert(metric, text, currency) : new Quantity.Exact(plain);
    }
}
