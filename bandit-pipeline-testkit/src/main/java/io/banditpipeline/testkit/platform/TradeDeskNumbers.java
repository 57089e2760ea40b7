package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Metrics;
import java.math.BigDecimal;

/** Numbers of reports: exact, in the American or the international form. */
final class TradeDeskNumbers {
    private static final int SCALE = 6;
    private static final int GROUP = 3;

    private final char point;
    private final String separator;

    TradeDeskNumbers(boolean international, boolean thousandsSeparators) {
        point = international ? ',' : '.';
        separator = !thousandsSeparators ? "" : international ? "." : ",";
    }

    String count(long value) {
        return grouped(value == Metrics.ABSENT ? "0" : String.valueOf(value));
    }

    String micros(long micros) {
        if (micros == Metrics.ABSENT) {
            return "0";
        }
        BigDecimal value = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        String plain = value.toPlainString();
        int dot = plain.indexOf('.');
        return dot < 0 ? grouped(plain) : grouped(plain.substring(0, dot)) + point + plain.substring(dot + 1);
    }

    private String grouped(String digits) {
        StringBuilder grouped = new StringBuilder(digits);
        int first = digits.startsWith("-") ? 1 : 0;
        for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
            grouped.insert(at, separator);
        }
        return grouped.toString();
    }
}
