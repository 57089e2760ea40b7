package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.text.Decimals;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Quantity;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The purchases of one row, of all types that may count. Which of them do is decided when the row is complete, since
 * Meta reports one purchase under several types. Not thread-safe.
 */
final class Purchases {
    private static final int[] NONE = {};
    private static final int NO_RANK = Integer.MAX_VALUE;

    private final PurchaseTypes types;
    private final long[] conversions;
    private final long[] revenue;
    private boolean any;
    private int bestRank = NO_RANK;

    Purchases(PurchaseTypes types) {
        this.types = types;
        this.conversions = absent(types.size());
        this.revenue = absent(types.size());
    }

    /**
     * Whether a type may count, after all that was read of the row until now: none of a worse rank does, and no revenue
     * of another rank than that of the conversions.
     *
     * @param index as {@link PurchaseTypes#indexOf}
     */
    boolean mayCount(Metric metric, int index) {
        if (index < 0) {
            return false;
        }
        int rank = types.onlyRank(index);
        return metric == Metric.CONVERSIONS ? rank <= bestRank : bestRank == NO_RANK || rank == bestRank;
    }

    /**
     * Takes an entry of {@code actions} or {@code action_values}, unless it does not count.
     *
     * @param metric conversions for the one, revenue for the other
     * @param index the place of its type among the types that may count, or -1, as {@link PurchaseTypes#indexOf}
     * @param type its type
     * @param values the values of the windows that count, which are added
     * @return what is wrong with it; null if nothing is
     */
    @Nullable
    Reason add(Metric metric, int index, String type, ActionValues values, Currency currency) {
        if (!mayCount(metric, index)) {
            return null;
        }
        long[] sums = metric == Metric.CONVERSIONS ? conversions : revenue;
        if (sums[index] != Metrics.ABSENT) {
            return new Reason(
                    "meta.action_twice", field(metric, type), "", "the same type of action is there twice in one row");
        }
        long sum = 0;
        for (int window = 0; window < values.windows(); window++) {
            long value = values.micros(window);
            if (value == Decimals.UNUSUAL) {
                @Nullable String text = values.unusual(window);
                if (text == null && types.needsEveryValue()) {
                    return new Reason("meta.missing", field(metric, type), "", "the action has no value");
                }
                @Nullable Quantity exact = text == null ? null : MetricUnit.UNIT.convert(metric, text, currency);
                if (text != null && exact instanceof Quantity.Unfit) {
                    return unfit(exact, field(metric, type), text);
                }
                value = exact instanceof Quantity.Exact known ? known.value() : 0;
            }
            sum = saturated(sum, value);
        }
        sums[index] = sum;
        any = true;
        bestRank = metric == Metric.CONVERSIONS ? Math.min(bestRank, types.onlyRank(index)) : bestRank;
        return sum == Long.MAX_VALUE
                ? new Reason(
                        "metric.overflow", field(metric, type), "", "the sum of its windows is too large to be kept")
                : null;
    }

    private static String field(Metric metric, String type) {
        return (metric == Metric.CONVERSIONS ? "actions:" : "action_values:") + type;
    }

    /** Forgets all purchases. */
    void clear() {
        if (any) {
            Arrays.fill(conversions, Metrics.ABSENT);
            Arrays.fill(revenue, Metrics.ABSENT);
            any = false;
            bestRank = NO_RANK;
        }
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }

    static @Nullable Reason unfit(Quantity quantity, String field, String value) {
        return quantity instanceof Quantity.Unfit unfit
                ? new Reason("metric." + unfit.misfit().name().toLowerCase(Locale.ROOT), field, value, unfit.text())
                : null;
    }

    /** Takes what another part of the same row says of types that this one says nothing of. */
    void fillFrom(Purchases other) {
        fill(conversions, other.conversions);
        fill(revenue, other.revenue);
        any |= other.any;
    }

    /**
     * Conversions and revenue of one and the same rank: that of the conversions, or of the revenue if there are none.
     *
     * @param ranks as {@link PurchaseTypes#ranksOf}
     */
    Metrics into(Metrics metrics, int[][] ranks) {
        int[] counted = any ? counted(ranks) : NONE;
        return new Metrics(
                metrics.impressions(),
                metrics.clicks(),
                sum(conversions, counted),
                metrics.costMicros(),
                sum(revenue, counted));
    }

    private int[] counted(int[][] ranks) {
        int @Nullable [] counted = firstThatIsThere(ranks, conversions);
        counted = counted == null ? firstThatIsThere(ranks, revenue) : counted;
        return counted == null ? NONE : counted;
    }

    private static int @Nullable [] firstThatIsThere(int[][] ranks, long[] values) {
        for (int[] rank : ranks) {
            for (int type : rank) {
                if (values[type] != Metrics.ABSENT) {
                    return rank;
                }
            }
        }
        return null;
    }

    private static long sum(long[] values, int[] counted) {
        long sum = 0;
        for (int type : counted) {
            long value = values[type];
            sum = Math.addExact(sum, value == Metrics.ABSENT ? 0 : value);
        }
        return sum;
    }

    private static void fill(long[] values, long[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == Metrics.ABSENT ? others[i] : values[i];
        }
    }

    private static long[] absent(int size) {
        long[] values = new long[size];
        Arrays.fill(values, Metrics.ABSENT);
        return values;
    }
}
