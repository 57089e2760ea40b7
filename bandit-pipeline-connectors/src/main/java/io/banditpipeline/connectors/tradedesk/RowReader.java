package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.text.RecentValues;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
    private final RecentValues<String> dateTexts = new RecentValues<>(Function.identity());
    private final RecentValues<String> hourTexts = new RecentValues<>(Function.identity());
    private final RecentValues<String> entities = new RecentValues<>(Function.identity());
    private final RecentValues<String> owners = new RecentValues<>(Function.identity());
    private final List<Reason> reasons = new ArrayList<>();
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
        reasons.clear();
        int time = time(row);
        String entity = entity(row);
        boolean placed = reasons.isEmpty();
        checkOwner(row);
        boolean ours = placed && reasons.isEmpty();
        Metrics metrics = metrics(row);
        if (reasons.isEmpty()) {
            add(row, entity, time, metrics);
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
        if (row.beginsWithDigit(layout.date())) {
            return false;
        }
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

    private int time(ReportRow row) {
        String cell = row.cell(layout.date(), dateTexts);
        try {
            int hour = 0;
            if (times.isHourly()) {
                hour = layout.hour() == ReportLayout.NONE
                        ? dates.hourBehind(cell)
                        : dates.hour(row.cell(layout.hour(), hourTexts));
            }
            return times.number(dates.day(cell), hour);
        } catch (BadValue bad) {
            boolean ofHour = bad.rule().equals(SliceTimes.HOUR_RULE) && layout.hour() != ReportLayout.NONE;
            int place = ofHour ? layout.hour() : layout.date();
            reasons.add(new Reason(bad.rule(), layout.header().name(place), row.cell(place), bad.text()));
            return -1;
        }
    }

    private String entity(ReportRow row) {
        if (level == Level.ACCOUNT) {
            return account.id();
        }
        String id = row.cell(layout.entity(), entities);
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            reasons.add(new Reason(
                    ENTITY_RULE,
                    layout.header().name(layout.entity()),
                    id,
                    "an id of 1 to " + LONGEST_ID + " characters was expected"));
        }
        return id;
    }

    private void checkOwner(ReportRow row) {
        expect(row, layout.advertiser(), account.id(), ACCOUNT_RULE, "the report was asked for");
        expect(
                row,
                layout.currency(),
                account.currency().getCurrencyCode(),
                CURRENCY_RULE,
                "the account's currency is");
    }

    private void expect(ReportRow row, int place, String expected, String rule, String why) {
        if (place == ReportLayout.NONE) {
            return;
        }
        String cell = row.cell(place, owners);
        if (!cell.equalsIgnoreCase(expected)) {
            reasons.add(new Reason(rule, layout.header().name(place), cell, why + " " + expected));
        }
    }

    private Metrics metrics(ReportRow row) {
        ConversionColumns.Columns columns = layout.conversions().differByCampaign()
                ? layout.conversions().of(row.cell(layout.campaign()))
                : layout.conversions().usual();
        return new Metrics(
                one(row, layout.impressions(), Metric.IMPRESSIONS),
                one(row, layout.clicks(), Metric.CLICKS),
                sum(row, columns.conversions(), Metric.CONVERSIONS),
                one(row, layout.cost(), Metric.COST),
                sum(row, columns.revenue(), Metric.REVENUE));
    }

    private long sum(ReportRow row, int[] places, Metric metric) {
        long sum = Metrics.ABSENT;
        for (int place : places) {
            long part = one(row, place, metric);
            if (part != Metrics.ABSENT) {
                sum = sum == Metrics.ABSENT ? part : plus(row, place, sum, part);
            }
        }
        return sum;
    }

    private long plus(ReportRow row, int place, long sum, long part) {
        try {
            return Math.addExact(sum, part);
        } catch (ArithmeticException tooLarge) {
            reasons.add(reason(ReportNumbers.RULE, row, place, "the sum with the other columns is too large"));
            return sum;
        }
    }

    private long one(ReportRow row, int place, Metric metric) {
        try {
            return row.number(place, numbers, metric);
        } catch (BadValue bad) {
            reasons.add(reason(bad.rule(), row, place, bad.text()));
            return Metrics.ABSENT;
        }
    }

    private void add(ReportRow row, String entity, int time, Metrics metrics) {
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
