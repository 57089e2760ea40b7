package io.banditpipeline.core.bandit;

import io.banditpipeline.money.Micros;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;

/** Whole minor units of a currency, such as cents: the only amounts that a platform can take. Immutable. */
record MinorUnits(long micros) {
    private static final int MICRO_DIGITS = 6;

    /** The minor unit of a currency; one micro for a currency without one. */
    static MinorUnits of(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        long micros = 1;
        for (int i = digits; i >= 0 && i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return new MinorUnits(micros);
    }

    long floor(long amountMicros) {
        return Math.floorDiv(amountMicros, micros);
    }

    long ceil(long amountMicros) {
        return -Math.floorDiv(-amountMicros, micros);
    }

    /** An amount in currency units. */
    double toCurrency(long units) {
        return units * (micros / (double) Micros.PER_UNIT);
    }

    double fromCurrency(double amount) {
        return amount * (Micros.PER_UNIT / (double) micros);
    }

    /**
     * Rounds amounts to whole units by largest remainder, within bounds, so that they add up to the total, or to the
     * sum of the upper bounds if that is less. Of equal remainders the earlier one is rounded up.
     *
     * @param amounts in units; between the bounds but for rounding errors
     */
    static long[] round(double[] amounts, long[] low, long[] high, long total) {
        long[] rounded = new long[amounts.length];
        long sum = 0;
        for (int k = 0; k < amounts.length; k++) {
            rounded[k] = Math.min(high[k], Math.max(low[k], (long) Math.floor(amounts[k])));
            sum += rounded[k];
        }
        Integer[] byRemainder = new Integer[amounts.length];
        Arrays.setAll(byRemainder, k -> k);
        Arrays.sort(byRemainder, Comparator.comparingDouble(k -> rounded[k] - amounts[k]));
        long left = total - sum;
        for (boolean moved = true; left > 0 && moved; ) {
            moved = false;
            for (int i = 0; i < byRemainder.length && left > 0; i++) {
                int k = byRemainder[i];
                if (rounded[k] < high[k]) {
                    rounded[k]++;
                    left--;
                    moved = true;
                }
            }
        }
        return takeBack(rounded, byRemainder, low, -left);
    }

    /** Guards the budget against errors of summation: takes single units back from the smallest remainders. */
    private static long[] takeBack(long[] rounded, Integer[] byRemainder, long[] low, long excess) {
        long left = excess;
        for (boolean moved = true; left > 0 && moved; ) {
            moved = false;
            for (int i = byRemainder.length - 1; i >= 0 && left > 0; i--) {
                int k = byRemainder[i];
                if (rounded[k] > low[k]) {
                    rounded[k]--;
                    left--;
                    moved = true;
                }
            }
        }
        return rounded;
    }
}
