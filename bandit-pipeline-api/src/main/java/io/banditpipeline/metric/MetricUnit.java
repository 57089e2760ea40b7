package io.banditpipeline.metric;

import io.banditpipeline.metric.Quantity.Misfit;
import io.banditpipeline.metric.Quantity.Unfit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * The unit that a platform reports a quantity in, and the exact way from there to the canonical unit of its
 * {@link Metric}: whole impressions and clicks, and micros of conversions, cost and revenue.
 *
 * <p>No double is on the way. Digits below a micro, of which platforms report some, are rounded once, half to even; a
 * count is never rounded.
 */
public enum MetricUnit {
    /** One click, conversion or currency unit. */
    UNIT(0),
    /** A thousand of them, as in "Impressions (000)". */
    THOUSAND(3),
    /** A hundredth, as in 250 % of a conversion. */
    PERCENT(-2),
    /** A thousandth. */
    MILLI(-3),
    /** A millionth, such as Google's {@code cost_micros}. */
    MICRO(-6),
    /**
     * The smallest coin of ISO 4217: a cent of a dollar, a whole yen, a thousandth of a Kuwaiti dinar. Platforms may
     * mean other coins in their budgets (Meta takes whole forints).
     */
    MINOR(0);

    private static final int MICRO_DIGITS = 6;
    private static final int LONG_DIGITS = 19;
    private static final int LONGEST = 60;

    private final int exponent;

    MetricUnit(int exponent) {
        this.exponent = exponent;
    }

    /**
     * Converts a decimal as platforms write it into JSON and reports: ASCII digits, {@code .} as the decimal mark,
     * perhaps a sign and an exponent. An empty text is not a number and not zero: leave such a metric
     * {@linkplain Metrics#ABSENT absent}.
     *
     * @throws IllegalArgumentException for {@link #MINOR} of what is not money
     */
    public Quantity convert(Metric metric, String text, Currency currency) {
        if (!isDecimal(text)) {
            return notANumber(metric, text);
        }
        try {
            return convert(metric, new BigDecimal(text), currency);
        } catch (NumberFormatException malformed) {
            return notANumber(metric, text);
        }
    }

    /**
     * Converts a decimal.
     *
     * @param currency the currency of cost and revenue
     * @throws IllegalArgumentException for {@link #MINOR} of what is not money
     */
    public Quantity convert(Metric metric, BigDecimal amount, Currency currency) {
        Objects.requireNonNull(currency, "currency");
        requireMeaningful(metric);
        int power = exponent + (metric.isCount() ? 0 : MICRO_DIGITS);
        if (this == MINOR) {
            if (currency.getDefaultFractionDigits() < 0) {
                return new Unfit(
                        Misfit.NO_MINOR_UNIT,
                        metric + " of " + amount + " is said to be in minor units, but " + currency + " has none");
            }
            power -= currency.getDefaultFractionDigits();
        }
        if (amount.signum() == 0) {
            return new Quantity.Exact(0);
        }
        long integerDigits = (long) amount.precision() - amount.scale() + power;
        if (integerDigits > LONG_DIGITS) {
            return tooLarge(metric, amount);
        }
        return integerDigits < -1 ? tiny(metric, amount) : rounded(metric, amount, amount.scaleByPowerOfTen(power));
    }

    /**
     * Converts a whole number of this unit.
     *
     * @param currency the currency of cost and revenue
     * @throws IllegalArgumentException for {@link #MINOR} of what is not money
     */
    public Quantity convert(Metric metric, long amount, Currency currency) {
        boolean canonical = this == (metric.isCount() ? UNIT : MICRO);
        return canonical && amount != Metrics.ABSENT
                ? new Quantity.Exact(amount)
                : convert(metric, BigDecimal.valueOf(amount), currency);
    }

    /** @throws IllegalArgumentException for {@link #MINOR} of what is not money */
    void requireMeaningful(Metric metric) {
        if (this == MINOR && !metric.isMoney()) {
            throw new IllegalArgumentException("MINOR is a unit of money, but " + metric + " is none; use UNIT");
        }
    }

    private Quantity rounded(Metric metric, BigDecimal amount, BigDecimal canonical) {
        if (metric.isCount() && canonical.stripTrailingZeros().scale() > 0) {
            return fraction(metric, amount);
        }
        BigDecimal whole = canonical.setScale(0, RoundingMode.HALF_EVEN);
        long value = whole.longValue();
        return value == Metrics.ABSENT || BigDecimal.valueOf(value).compareTo(whole) != 0
                ? tooLarge(metric, amount)
                : new Quantity.Exact(value);
    }

    /** Less than a tenth of the canonical unit: written out, its zeros might fill the memory. */
    private Quantity tiny(Metric metric, BigDecimal amount) {
        return metric.isCount() ? fraction(metric, amount) : new Quantity.Exact(0);
    }

    private Quantity fraction(Metric metric, BigDecimal amount) {
        return new Unfit(
                Misfit.FRACTION,
                metric + " of " + amount + in() + " is not a whole number; is it the right column and unit?");
    }

    private Quantity tooLarge(Metric metric, BigDecimal amount) {
        return new Unfit(
                Misfit.OVERFLOW, metric + " of " + amount + in() + " is too large to be kept; is the unit right?");
    }

    private static Quantity notANumber(Metric metric, String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return new Unfit(
                Misfit.NOT_A_NUMBER,
                metric + " of '" + shown + "' is not a number; digits with . as the decimal mark were expected");
    }

    private String in() {
        return this == UNIT ? "" : " in " + this;
    }

    private static boolean isDecimal(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }
}
