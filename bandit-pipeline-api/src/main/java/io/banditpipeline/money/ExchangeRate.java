package io.banditpipeline.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;

/**
 * A rate between two currencies on a day.
 *
 * @param from the currency that is converted
 * @param to the currency it is converted to
 * @param rate units of {@code to} for one unit of {@code from}; positive
 * @param day the day that the rate was published for, which may be before the day asked for
 * @param source who published it, such as {@code "ecb"}
 * @param provisional whether the rate of the day asked for is still to be published, so that this one stands in for it
 */
public record ExchangeRate(
        Currency from, Currency to, BigDecimal rate, LocalDate day, String source, boolean provisional) {
    /** A rate that stays. */
    public ExchangeRate(Currency from, Currency to, BigDecimal rate, LocalDate day, String source) {
        this(from, to, rate, day, source, false);
    }

    /** @throws IllegalArgumentException if {@code rate} is not positive */
    public ExchangeRate {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(source, "source");
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("rate must be positive, but is " + rate + " for " + from + "/" + to);
        }
    }

    /** Converts an amount, rounding once, half to even. */
    public long convert(long micros) {
        return rate.multiply(BigDecimal.valueOf(micros))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
