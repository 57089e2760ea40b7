package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one report into sums; those that cannot be read are rejected. Not thread-safe. */
final class RowReader {
    static final String ENTITY_RULE = "ttd.entity";
    static final String ACCOUNT_RULE = "ttd.account";
    static final String CURRENCY_RULE = "ttd.currency";

    private static final int LONGEST_ID = 190;

    private final Account account;
    private final Level level;
    private final ReportLayout layout;
    private final ReportDates dates;
    private final ReportNumbers numbers;
    private final SliceTimes times;
    private final SliceTotals totals;
    private final ObservationSink sink;
    private long leftOut;

    RowReader(
            Slice slice,
            ReportLayout layout,
            ReportFormat format,
            SliceTimes times,
            SliceTotals totals,
            ObservationSink sink) {
        this.account = slice.account();
        this.level = slice.level();
        this.layout = layout;
        this.dates = new ReportDates(format.internationalDates());
        this.numbers =
                new ReportNumbers(format.internationalNumbers(), slice.account().currency());
        this.times = times;
        this.totals = totals;
        this.sink = sink;
    }

    /** How many rows of totals were left out. */
    long leftOut() {
        return leftOut;
    }

    void read(ReportRow row) {
        if (isTotal(row)) {
            leftOut++;
            return;
        }
        List<Reason> reasons = new ArrayList<>(0);
        int time = time(row, reasons);
        String entity = entity(row, reasons);
        boolean placed = reasons.isEmpty();
        checkOwner(row, reasons);
        boolean ours = placed && reasons.isEmpty();
        Metrics metrics = metrics(row, reasons);
        if (reasons.isEmpty()) {
            add(row, entity, time, metrics, reasons);
        }
        if (!reasons.isEmpty()) {
            sink.reject(row.rejected(reasons));
            if (ours) {
                totals.broken(entity, time, row.where());
            }
        }
    }

    /** Sums at the end of a report: they have no day, and call themselves a total or name no entity. */
    private boolean isTotal(ReportRow row) {
        String day = row.cell(layout.date());
        if (!day.isEmpty() && Character.isDigit(day.charAt(0))) {
            return false;
        }
        String first = row.firstText().toLowerCase(Locale.ROOT);
        boolean named = first.startsWith("total") || first.startsWith("grand total") || first.startsWith("summary");
        return named
                || day.isEmpty()
                        && level != Level.ACCOUNT
                        && row.cell(layout.entity()).isEmpty();
    }

    private int time(ReportRow row, List<Reason> reasons) {
        String cell = row.cell(layout.date());
        String hourCell = row.cell(layout.hour());
        try {
            int hour = 0;
            if (times.isHourly()) {
                hour = layout.hour() == ReportLayout.NONE ? dates.hourBehind(cell) : dates.hour(hourCell);
            }
            return times.number(dates.day(cell), hour);
        } catch (BadValue bad) {
            boolean ofHour = bad.rule().equals(SliceTimes.HOUR_RULE) && layout.hour() != ReportLayout.NONE;
            int place = ofHour ? layout.hour() : layout.date();
            reasons.add(new Reason(bad.rule(), layout.header().name(place), row.cell(place), bad.text()));
            return -1;
        }
    }

    private String entity(ReportRow row, List<Reason> reasons) {
        if (level == Level.ACCOUNT) {
            return account.id();
        }
        String id = row.cell(layout.entity());
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            reasons.add(new Reason(
                    ENTITY_RULE,
                    layout.header().name(layout.entity()),
                    id,
                    "an id of 1 to " + LONGEST_ID + " characters was expected"));
        }
        return id;
    }

    private void checkOwner(ReportRow row, List<Reason> reasons) {
        expect(row, layout.advertiser(), account.id(), ACCOUNT_RULE, "the report was asked for", reasons);
        expect(
                row,
                layout.currency(),
                account.currency().getCurrencyCode(),
                CURRENCY_RULE,
                "the account's currency is",
                reasons);
    }

    private void expect(ReportRow row, int place, String expected, String rule, String why, List<Reason> reasons) {
        String cell = row.cell(place);
        if (place != ReportLayout.NONE && !cell.equalsIgnoreCase(expected)) {
            reasons.add(new Reason(rule, layout.header().name(place), cell, why + " " + expected));
        }
    }

    private Metrics metrics(ReportRow row, List<Reason> reasons) {
        ConversionColumns.Columns columns = layout.conversions().of(row.cell(layout.campaign()));
        return new Metrics(
                one(row, layout.impressions(), Metric.IMPRESSIONS, reasons),
                one(row, layout.clicks(), Metric.CLICKS, reasons),
                sum(row, columns.conversions(), Metric.CONVERSIONS, reasons),
                one(row, layout.cost(), Metric.COST, reasons),
                sum(row, columns.revenue(), Metric.REVENUE, reasons));
    }

    private long sum(ReportRow row, int[] places, Metric metric, List<Reason> reasons) {
        long sum = Metrics.ABSENT;
        for (int place : places) {
            long part = one(row, place, metric, reasons);
            if (part != Metrics.ABSENT) {
                sum = sum == Metrics.ABSENT ? part : plus(row, place, sum, part, reasons);
            }
        }
        return sum;
    }

    private long plus(ReportRow row, int place, long sum, long part, List<Reason> reasons) {
        try {
            return Math.addExact(sum, part);
        } catch (ArithmeticException tooLarge) {
            reasons.add(reason(ReportNumbers.RULE, row, place, "the sum with the other columns is too large"));
            return sum;
        }
    }

    private long one(ReportRow row, int place, Metric metric, List<Reason> reasons) {
        try {
            return numbers.read(metric, row.cell(place));
        } catch (BadValue bad) {
            reasons.add(reason(bad.rule(), row, place, bad.text()));
            return Metrics.ABSENT;
        }
    }

    private void add(ReportRow row, String entity, int time, Metrics metrics, List<Reason> reasons) {
        try {
            totals.add(entity, time, metrics);
        } catch (ArithmeticException tooLarge) {
            reasons.add(reason(
                    ReportNumbers.RULE, row, layout.cost(), "the sum with the rows before it is too large to be kept"));
        }
    }

    private Reason reason(String rule, ReportRow row, int place, @Nullable String text) {
        return new Reason(rule, layout.header().name(place), row.cell(place), String.valueOf(text));
    }
}
