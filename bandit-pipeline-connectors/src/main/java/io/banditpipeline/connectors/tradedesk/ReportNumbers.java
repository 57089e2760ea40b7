package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Quantity;
import java.util.Currency;

/**
 * Reads the numbers of a report, exactly. Plain numbers take a quick way; all others are written plainly and converted
 * by {@link MetricUnit}. Immutable and thread-safe.
 */
final class ReportNumbers {
    static final String RULE = "ttd.number";

    /** Not read the quick way. */
    static final long UNUSUAL = -1;

    private static final int LONGEST = 60;
    private static final int FAST_DIGITS = 12;
    private static final int MICRO_DIGITS = 6;
    private static final long[] POWERS = {1_000_000L, 100_000L, 10_000L, 1_000L, 100L, 10L, 1L};
    private static final long PER_UNIT = POWERS[0];
    private static final int GROUP = 3;
    private static final String SPACES = " \u00A0\u202F\u2009";

    private final char decimalMark;
    private final String separators;
    private final Currency currency;

    /**
     * @param international whether the comma is the decimal mark
     * @param currency the currency of cost and revenue
     */
    ReportNumbers(boolean international, Currency currency) {
        this.decimalMark = international ? ',' : '.';
        this.separators = (international ? "." : ",") + SPACES + "'\u2019";
        this.currency = currency;
    }

    /** The canonical value of a metric; {@link Metrics#ABSENT} if the cell is empty. */
    long read(Metric metric, String cell) throws BadValue {
        if (cell.isEmpty()) {
            return Metrics.ABSENT;
        }
        long quick = quick(metric, cell.toCharArray(), 0, cell.length());
        return quick != UNUSUAL ? quick : exact(metric, cell);
    }

    /**
     * The canonical value of plain digits with at most six decimals, perhaps with something between thousands;
     * {@link #UNUSUAL} for anything else, which {@link #read} then reads or refuses.
     */
    long quick(Metric metric, char[] chars, int from, int to) {
        long micros = plain(chars, from, to);
        if (micros == UNUSUAL || !metric.isCount()) {
            return micros;
        }
        return micros % PER_UNIT == 0 ? micros / PER_UNIT : UNUSUAL;
    }

    private long plain(char[] chars, int from, int to) {
        long value = 0;
        int digits = 0;
        int decimals = -1;
        int group = 0;
        char separator = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                decimals += decimals >= 0 ? 1 : 0;
                group++;
                if (++digits > FAST_DIGITS || decimals > MICRO_DIGITS) {
                    return UNUSUAL;
                }
            } else if (c == decimalMark && decimals < 0 && digits > 0 && (separator == 0 || group == GROUP)) {
                decimals = 0;
            } else if (decimals < 0 && isNextGroup(separator, c, group)) {
                separator = c;
                group = 0;
            } else {
                return UNUSUAL;
            }
        }
        boolean whole = digits > 0 && decimals != 0 && (separator == 0 || decimals > 0 || group == GROUP);
        return whole ? value * POWERS[Math.max(decimals, 0)] : UNUSUAL;
    }

    /** Whether a character may stand between thousands behind a group of digits: always the same one. */
    private boolean isNextGroup(char separator, char c, int group) {
        return group > 0
                && (separator == 0 ? group <= GROUP : separator == c && group == GROUP)
                && separators.indexOf(c) >= 0;
    }

    /** By way of the plain decimal that the cell means. */
    long exact(Metric metric, String cell) throws BadValue {
        Quantity quantity = MetricUnit.UNIT.convert(metric, plainly(cell), currency);
        if (quantity instanceof Quantity.Exact exact) {
            return exact.value();
        }
        throw new BadValue(RULE, ((Quantity.Unfit) quantity).text());
    }

    /** The same number with {@code .} as its decimal mark and nothing between thousands. */
    private String plainly(String cell) throws BadValue {
        if (cell.length() > LONGEST) {
            throw new BadValue(RULE, Words.quoted(cell) + " is too long for a number");
        }
        int mark = cell.indexOf(decimalMark);
        String integer = mark < 0 ? cell : cell.substring(0, mark);
        String fraction = mark < 0 ? "" : cell.substring(mark + 1);
        if (mark >= 0 && fraction.isEmpty() || fraction.indexOf(decimalMark == ',' ? '.' : ',') >= 0) {
            throw notANumber(cell);
        }
        return ungrouped(integer, cell) + (fraction.isEmpty() ? "" : "." + fraction);
    }

    private String ungrouped(String integer, String cell) throws BadValue {
        StringBuilder digits = new StringBuilder(integer.length());
        char separator = 0;
        int group = 0;
        for (int i = 0; i < integer.length(); i++) {
            char c = integer.charAt(i);
            if (separators.indexOf(c) < 0) {
                digits.append(c);
                group += c >= '0' && c <= '9' ? 1 : 0;
            } else if (isNextGroup(separator, c, group)) {
                separator = c;
                group = 0;
            } else {
                throw notANumber(cell);
            }
        }
        if (separator != 0 && group != GROUP) {
            throw notANumber(cell);
        }
        return digits.toString();
    }

    private BadValue notANumber(String cell) {
        return new BadValue(
                RULE,
                Words.quoted(cell) + " is not a number; digits with " + decimalMark
                        + " as the decimal mark were expected, and three of them after each " + separators.charAt(0));
    }
}
