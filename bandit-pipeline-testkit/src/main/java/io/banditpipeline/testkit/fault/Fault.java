package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something that goes wrong with feeds: what it makes of the rows that it hits. It changes what it says and nothing
 * else; {@link FaultSite} says which rows it hits.
 *
 * <p>Amounts and counts are scaled exactly and rounded half even to their smallest unit; a quantity that a row does not
 * have stays absent. This class is thread-safe.
 */
public final class Fault {
    private static final Set<Metric> MONEY = EnumSet.of(Metric.COST, Metric.REVENUE);
    private static final Set<Metric> CLAIMS = EnumSet.of(Metric.CONVERSIONS, Metric.REVENUE);

    private final String name;
    private final String detail;
    private final Tampering tampering;

    private Fault(String name, String detail, Tampering tampering) {
        this.name = name;
        this.detail = detail;
        this.tampering = tampering;
    }

    /**
     * Costs are in another unit than they are said to be: a factor of 1,000,000 if micros are taken for units.
     *
     * @param factor what cost is multiplied with; positive
     */
    public static Fault unitMistake(double factor) {
        return scaled("unit mistake", factor, Metric.COST);
    }

    /**
     * Cost and revenue are amounts of another currency, but still labelled with the account's.
     *
     * @param factor units of the other currency for one of the account's; positive
     */
    public static Fault currencySwap(double factor) {
        return scaled("currency swap", factor, Metric.COST, Metric.REVENUE);
    }

    /**
     * Cost and revenue are amounts of another currency, and labelled so.
     *
     * @param currency the other currency
     * @param factor units of the other currency for one of the account's; positive
     */
    public static Fault currencyChange(Currency currency, double factor) {
        Objects.requireNonNull(currency, "currency");
        BigDecimal exact = factor(factor);
        return each(
                "currency change",
                "to " + currency.getCurrencyCode() + " at " + exact.toPlainString(),
                row -> RowEdit.withCurrency(RowEdit.scaled(row, exact, MONEY), currency));
    }

    /** Each row comes twice. */
    public static Fault duplicatedRows() {
        return new Fault(
                "duplicated rows",
                "",
                Tampering.eachRow((row, around) -> List.of(new Delivery.Row(row), new Delivery.Row(row))));
    }

    /** All quantities are counted twice. */
    public static Fault doubledTotals() {
        return scaled("doubled totals", 2, Metric.values());
    }

    /** The feed stands still: each day repeats the day before the first affected one, hour by local hour. */
    public static Fault frozenFeed() {
        return new Fault("frozen feed", "", new FrozenFeed());
    }

    /** Rows do not come. */
    public static Fault missingRows() {
        return new Fault("missing rows", "", Tampering.eachRow((row, around) -> List.of()));
    }

    /**
     * Hours of the local day do not come; daily rows lack them. Needs a source that has hourly rows.
     *
     * @param firstHour the first hour on the local clock that is missing; 0 to 23
     * @param hours how many are missing, none of them after midnight; at least 1
     * @throws IllegalArgumentException if there are no such hours
     */
    public static Fault missingHours(int firstHour, int hours) {
        if (firstHour < 0 || hours < 1 || firstHour + hours > 24) {
            throw new IllegalArgumentException("hours must be at least 1 and within the day from 0 to 24, but are "
                    + hours + " from " + firstHour + " o'clock on");
        }
        return new Fault("missing hours", firstHour + " to " + (firstHour + hours), new MissingHours(firstHour, hours));
    }

    /**
     * Days are cut by the clock of a wrong zone: what happened at an hour is said to have happened some hours later,
     * and days hold the hours that fall into them then. Intervals look right. Needs a source that has hourly rows.
     *
     * @param hoursLate how many hours later it is said to have happened; negative if earlier; -26 to 26, not 0
     * @throws IllegalArgumentException if {@code hoursLate} is out of its range
     */
    public static Fault shiftedZone(int hoursLate) {
        return new Fault("shifted zone", hours(hoursLate), new ShiftedZone(requireShift(hoursLate)));
    }

    /**
     * Intervals begin and end some hours late, while their quantities and days stay.
     *
     * @param hoursLate how many hours late; negative if early; -26 to 26, not 0
     * @throws IllegalArgumentException if {@code hoursLate} is out of its range
     */
    public static Fault shiftedIntervals(int hoursLate) {
        requireShift(hoursLate);
        return each("shifted intervals", hours(hoursLate), row -> ShiftedZone.moved(row, hoursLate));
    }

    /** The tracking of conversions is dead: conversions and revenue are 0, where they were reported. */
    public static Fault deadTracking() {
        return scaled("dead tracking", BigDecimal.ZERO, CLAIMS);
    }

    /** The tracking of conversions is dead: conversions and revenue are not reported. */
    public static Fault lostTracking() {
        return each("lost tracking", "", row -> {
            Metrics metrics = row.metrics();
            for (Metric metric : CLAIMS) {
                metrics = metrics.with(metric, Metrics.ABSENT);
            }
            return RowEdit.withMetrics(row, metrics);
        });
    }

    /**
     * Bots click: there are more clicks, which cost and bring nothing. They may come to outnumber impressions.
     *
     * @param factor what clicks are multiplied with; positive
     */
    public static Fault botClicks(double factor) {
        return scaled("bot clicks", factor, Metric.CLICKS);
    }

    /**
     * Days that were settled change: all quantities at once. Meant for a site with old days and
     * {@link FaultSite#seenFrom}.
     *
     * @param factor what all quantities are multiplied with; positive
     */
    public static Fault lateRestatement(double factor) {
        return scaled("late restatement", factor, Metric.values());
    }

    /** Single rows are bad; {@link FaultSite#share} says how many. */
    public static Fault badRow(BadRow kind) {
        Objects.requireNonNull(kind, "kind");
        return new Fault("bad row", kind.name(), Tampering.eachRow((row, around) -> List.of(kind.of(row, around))));
    }

    /**
     * Some quantities are multiplied.
     *
     * @param name the name of the fault
     * @param factor what they are multiplied with; positive
     * @param quantities the quantities
     * @throws IllegalArgumentException if the factor is not positive and finite, or no quantity is named
     */
    public static Fault scaled(String name, double factor, Metric... quantities) {
        return scaled(name, factor(factor), Set.of(quantities));
    }

    /**
     * A fault of one's own: each row that is hit is replaced.
     *
     * @param name the name of the fault
     * @param change gives the row in place of a row; a pure function
     */
    public static Fault each(String name, UnaryOperator<Observation> change) {
        return each(name, "", change);
    }

    private static Fault each(String name, String detail, UnaryOperator<Observation> change) {
        Objects.requireNonNull(change, "change");
        return new Fault(
                Objects.requireNonNull(name, "name"),
                detail,
                Tampering.eachRow((row, around) -> List.of(new Delivery.Row(change.apply(row)))));
    }

    private static Fault scaled(String name, BigDecimal factor, Set<Metric> quantities) {
        if (quantities.isEmpty()) {
            throw new IllegalArgumentException("quantities must not be empty");
        }
        String detail = quantities.stream().sorted().map(Metric::name).collect(Collectors.joining(" and ")) + " x"
                + factor.toPlainString();
        return each(name, detail, row -> RowEdit.scaled(row, factor, quantities));
    }

    private static BigDecimal factor(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor must be positive and finite, but is " + factor);
        }
        return BigDecimal.valueOf(factor);
    }

    private static int requireShift(int hours) {
        if (hours == 0 || Math.abs(hours) > 26) {
            throw new IllegalArgumentException("hoursLate must be from -26 to 26 and not 0, but is " + hours);
        }
        return hours;
    }

    private static String hours(int hours) {
        return hours > 0 ? hours + " h late" : -hours + " h early";
    }

    /** Its kind, such as {@code "frozen feed"}. */
    public String name() {
        return name;
    }

    Tampering tampering() {
        return tampering;
    }

    /** Its kind and its numbers, such as {@code "unit mistake (COST x1000000)"}. */
    @Override
    public String toString() {
        return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
}
