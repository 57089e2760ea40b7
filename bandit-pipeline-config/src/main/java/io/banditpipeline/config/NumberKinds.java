package io.banditpipeline.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of numbers and durations. */
final class NumberKinds {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(?:_\\d{3})+|\\d{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(?:\\.\\d{0,15})?|\\.\\d{1,15}");
    private static final Pattern DURATION = Pattern.compile("(" + WHOLE.pattern() + ") ?([a-z]*)");
    private static final Pattern FOREIGN = Pattern.compile("0[0-9_]+|0[xXoObB][0-9a-fA-F_]+");
    private static final Map<String, Duration> UNITS = units();

    private NumberKinds() {}

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("m", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        units.put("ms", Duration.ofMillis(1));
        return units;
    }

    /** A whole number; {@code 3_600} is 3600, and numbers that are not decimal are refused rather than guessed. */
    static Kind<Integer> whole(int least, int most) {
        return Kind.open(
                Integer.class,
                "a whole number from " + least + " to " + most,
                text -> {
                    long value = whole(text);
                    if (value < least || value > most) {
                        throw new BadValue();
                    }
                    return (int) value;
                },
                String::valueOf);
    }

    private static long whole(String text) throws BadValue {
        if (FOREIGN.matcher(text).matches()) {
            throw new BadValue("write it as a decimal number without a leading 0, which means octal to some programs");
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new BadValue();
        }
        return Long.parseLong(text.replace("_", ""));
    }

    /** A decimal number. */
    static Kind<Double> number(double least, double most) {
        String allowed = "a number from " + shown(least) + " to " + shown(most);
        return Kind.open(
                Double.class,
                allowed,
                text -> {
                    if (text.endsWith("%")) {
                        throw new BadValue("write 10 % as 0.1");
                    }
                    double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
                    if (!(value >= least && value <= most)) {
                        throw new BadValue();
                    }
                    return value;
                },
                NumberKinds::shown);
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A duration: seconds, or a number with a unit. A day has 24 hours. */
    static Kind<Duration> duration(Duration least, Duration most) {
        return Kind.open(
                Duration.class,
                "seconds, or a number with ms, s, m, h or d, from " + shown(least) + " to " + shown(most),
                text -> {
                    Duration value = duration(text);
                    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw new BadValue();
                    }
                    return value;
                },
                NumberKinds::shown);
    }

    private static Duration duration(String text) throws BadValue {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new BadValue();
        }
        Duration unit = UNITS.get(parts.group(2).isEmpty() ? "s" : parts.group(2));
        if (unit == null) {
            throw new BadValue();
        }
        try {
            return unit.multipliedBy(whole(parts.group(1)));
        } catch (ArithmeticException tooLong) {
            throw new BadValue();
        }
    }

    /** In the largest unit that it is a whole number of. */
    static String shown(Duration value) {
        if (value.isZero()) {
            return "0s";
        }
        return UNITS.entrySet().stream()
                .filter(unit -> value.toMillis() % unit.getValue().toMillis() == 0)
                .findFirst()
                .map(unit -> value.toMillis() / unit.getValue().toMillis() + unit.getKey())
                .orElseGet(value::toString);
    }
}
