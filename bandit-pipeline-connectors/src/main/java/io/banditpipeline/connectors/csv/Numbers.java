package io.banditpipeline.connectors.csv;

import io.banditpipeline.money.Micros;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people and platforms write them, exactly: decimals go through {@link BigDecimal}, never through double.
 *
 * <p>The decimal mark is a fact of the file and is never guessed from a value. Immutable and thread-safe.
 */
final class Numbers {
    static final String RULE = "csv.number";
    static final String CURRENCY_RULE = "csv.currency";

    private static final int FAST_DIGITS = 12;
    private static final int LONGEST = 60;
    private static final long[] POWERS = {1_000_000L, 100_000L, 10_000L, 1_000L, 100L, 10L, 1L};
    private static final String SPACES = " \u00A0\u202F\u2009";
    private static final String APOSTROPHES = "'\u2019";
    private static final Map<Character, Set<String>> SIGNS = Map.of(
            '\u20AC', Set.of("EUR"),
            '\u00A3', Set.of("GBP"),
            '\u20B9', Set.of("INR"),
            '\u20A9', Set.of("KRW"),
            '\u00A5', Set.of("JPY", "CNY"));

    private final char decimalMark;
    private final String separators;

    /**
     * @param decimalMark {@code '.'} or {@code ','}
     * @param thousands the one thousands separator, or null for every one that is not the decimal mark
     */
    Numbers(char decimalMark, @Nullable Character thousands) {
        this.decimalMark = decimalMark;
        this.separators = thousands == null
                ? (decimalMark == '.' ? "," : ".") + SPACES + APOSTROPHES
                : alike(thousands);
    }

    private static String alike(char separator) {
        if (Cells.isSpace(separator)) {
            return SPACES;
        }
        return APOSTROPHES.indexOf(separator) >= 0 ? APOSTROPHES : String.valueOf(separator);
    }

    /** An amount of money in micros. A currency sign or code beside it must be that of {@code currency}. */
    long money(String text, Currency currency) throws BadCell {
        long fast = fast(text);
        return fast >= 0 ? fast : micros(text, decimal(withoutCurrency(text, currency), text));
    }

    /** A quantity that may have decimals, in micros. */
    long quantity(String text) throws BadCell {
        long fast = fast(text);
        return fast >= 0 ? fast : micros(text, decimal(text, text));
    }

    /** A whole number; decimals are allowed if they are zeros. */
    long count(String text) throws BadCell {
        long fast = fast(text);
        if (fast >= 0 && fast % Micros.PER_UNIT == 0) {
            return fast / Micros.PER_UNIT;
        }
        try {
            return decimal(text, text).longValueExact();
        } catch (ArithmeticException notWhole) {
            throw new BadCell(RULE, Cells.quote(text) + " is not a whole number that fits 64 bits; a count was expected");
        }
    }

    /** Plain digits with at most six decimals, in micros; -1 if it is anything else, which the exact path then reads. */
    private long fast(String text) {
        int length = text.length();
        int digits = 0;
        int decimals = -1;
        long value = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == decimalMark && decimals < 0 && digits > 0) {
                decimals = 0;
            } else {
                return -1;
            }
            if (digits > FAST_DIGITS || decimals > 6) {
                return -1;
            }
        }
        return digits == 0 || decimals == 0 ? -1 : value * POWERS[Math.max(decimals, 0)];
    }

    private static long micros(String text, BigDecimal value) throws BadCell {
        try {
            return Micros.of(value);
        } catch (ArithmeticException tooLarge) {
            throw new BadCell(RULE, Cells.quote(text) + " is too large; at most 9,223,372,036,854 can be kept");
        }
    }

    private BigDecimal decimal(String text, String whole) throws BadCell {
        if (text.length() > LONGEST) {
            throw new BadCell(RULE, Cells.quote(whole) + " is too long for a number");
        }
        String body = Cells.strip(text);
        boolean parentheses = body.startsWith("(") && body.endsWith(")") && body.length() > 2;
        if (parentheses) {
            body = Cells.strip(body.substring(1, body.length() - 1));
        }
        boolean minus = !body.isEmpty() && isMinus(body.charAt(0));
        boolean plus = body.startsWith("+");
        if (parentheses && (minus || plus)) {
            throw notANumber(whole);
        }
        BigDecimal value = unsigned(minus || plus ? Cells.strip(body.substring(1)) : body, whole);
        return parentheses || minus ? value.negate() : value;
    }

    private BigDecimal unsigned(String text, String whole) throws BadCell {
        int mark = text.indexOf(decimalMark);
        String integer = mark < 0 ? text : text.substring(0, mark);
        String fraction = mark < 0 ? "" : text.substring(mark + 1);
        if (text.endsWith("%")) {
            throw new BadCell(
                    RULE, Cells.quote(whole) + " is a percentage; a count or an amount was expected: is it the right column?");
        }
        if (mark >= 0 && fraction.isEmpty() || !isDigits(fraction)) {
            throw notANumber(whole);
        }
        String digits = ungrouped(integer, whole);
        return new BigDecimal((digits.isEmpty() ? "0" : digits) + (fraction.isEmpty() ? "" : "." + fraction));
    }

    private String ungrouped(String integer, String whole) throws BadCell {
        char separator = 0;
        StringBuilder digits = new StringBuilder(integer.length());
        int group = 0;
        int groups = 0;
        for (int i = 0; i < integer.length(); i++) {
            char c = integer.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
                group++;
            } else if (separators.indexOf(c) >= 0 && group > 0 && (separator == 0 || separator == c)) {
                requireGroup(group >= (groups == 0 ? 1 : 2) && group <= 3, c, whole);
                separator = c;
                groups++;
                group = 0;
            } else {
                throw notANumber(whole);
            }
        }
        requireGroup(separator == 0 || group == 3, separator, whole);
        if (digits.isEmpty() && integer.isEmpty() && whole.indexOf(decimalMark) < 0) {
            throw notANumber(whole);
        }
        return digits.toString();
    }

    private void requireGroup(boolean good, char separator, String whole) throws BadCell {
        if (!good) {
            String hint = separator == '.' || separator == ','
                    ? "; if " + separator + " is the decimal mark, say so in the mapping (decimalMark)"
                    : "";
            throw new BadCell(
                    RULE,
                    Cells.quote(whole) + " is not a number: " + separator
                            + " separates thousands here, so three digits must follow it" + hint);
        }
    }

    private BadCell notANumber(String whole) {
        return new BadCell(
                RULE,
                Cells.quote(whole) + " is not a number; expected digits with " + decimalMark
                        + " as the decimal mark and, if any, "
                        + (separators.length() == 1 ? separators + " between" : "a usual separator between") + " thousands");
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '\u2212';
    }

    /** Takes the sign or code of the currency away, wherever it stands, if it is the right one. */
    private static String withoutCurrency(String text, Currency currency) throws BadCell {
        StringBuilder rest = new StringBuilder(text.length());
        StringBuilder name = new StringBuilder();
        int runs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ofName = Character.isLetter(c) || Character.getType(c) == Character.CURRENCY_SYMBOL;
            if (ofName && (i == 0 || !isOfName(text.charAt(i - 1)))) {
                runs++;
            }
            (ofName ? name : rest).append(c);
        }
        if (runs > 0) {
            requireCurrency(text, name.toString(), runs, currency);
        }
        return rest.toString();
    }

    private static boolean isOfName(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static void requireCurrency(String text, String name, int runs, Currency currency) throws BadCell {
        char last = name.charAt(name.length() - 1);
        boolean sign = Character.getType(last) == Character.CURRENCY_SYMBOL;
        if (runs > 1 || name.length() > 4 || !sign && !Currencies.isCode(name)) {
            throw new BadCell(RULE, Cells.quote(text) + " is not a number; expected an amount in plain digits");
        }
        Set<String> codes = sign ? SIGNS.getOrDefault(last, Set.of(currency.getCurrencyCode())) : Set.of(name);
        if (!codes.contains(currency.getCurrencyCode())) {
            throw new BadCell(
                    CURRENCY_RULE,
                    Cells.quote(text) + " is in "
                            + codes.stream().sorted().collect(Collectors.joining(" or "))
                            + ", but the row's currency is " + currency.getCurrencyCode());
        }
    }
}
