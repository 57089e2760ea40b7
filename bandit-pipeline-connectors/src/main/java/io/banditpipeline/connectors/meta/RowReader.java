package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.meta.AccountIds;
import io.banditpipeline.connectors.internal.text.Decimals;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Quantity;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes observations of rows of insights. Not thread-safe. */
final class RowReader {
    private final InsightsQuery query;
    private final PurchaseTypes types;
    private final String windows;
    private final AccountDays days;
    private final Instant askedAt;
    private final RowTaker taker;
    private @Nullable EntityRef latestEntity;
    private @Nullable Attribution latestAttribution;

    RowReader(InsightsQuery query, PurchaseTypes types, AccountDays days, Instant askedAt, RowTaker taker) {
        this.query = query;
        this.types = types;
        this.windows = String.join("_", types.windows());
        this.days = days;
        this.askedAt = askedAt;
        this.taker = taker;
    }

    /** Reads a row and hands it on, as an observation or as rejected. */
    void read(InsightsRow row) {
        List<Reason> reasons = row.reasons();
        @Nullable String id = id(row, reasons);
        checkCurrency(row, reasons);
        Metrics metrics = metrics(row, reasons, id == null ? "" : id);
        if (hasNoHour(row) && reasons.isEmpty() && isAllZero(metrics)) {
            taker.withoutHour();
            return;
        }
        @Nullable Interval interval = interval(row, reasons);
        if (!reasons.isEmpty() || id == null || interval == null) {
            Account account = query.account();
            taker.reject(new RejectedRow("insights of " + account.key(), row.toString(), reasons));
            return;
        }
        taker.accept(new Observation(
                entity(id),
                interval,
                askedAt,
                Origin.PULLED,
                metrics,
                query.account().currency(),
                attribution(row)));
    }

    private @Nullable String id(InsightsRow row, List<Reason> reasons) {
        @Nullable String id = row.text(InsightsField.ID);
        boolean known = latestEntity != null && latestEntity.id().equals(id);
        if (id == null || !known && !AccountIds.isDigits(id)) {
            reasons.add(new Reason(
                    "meta.id", query.level().idField(), id == null ? "" : id, "the id of an object was expected"));
            return null;
        }
        return id;
    }

    private void checkCurrency(InsightsRow row, List<Reason> reasons) {
        @Nullable String code = row.text(InsightsField.CURRENCY);
        String expected = query.account().currency().getCurrencyCode();
        if (code != null && !code.equals(expected)) {
            reasons.add(new Reason(
                    "meta.currency",
                    InsightsField.CURRENCY.shown(),
                    code,
                    "the account's currency is " + expected + "; did it change?"));
        }
    }

    private @Nullable Interval interval(InsightsRow row, List<Reason> reasons) {
        String day = or(row.text(InsightsField.DATE_START), "");
        @Nullable Interval whole = days.day(day);
        if (whole == null || !day.equals(row.text(InsightsField.DATE_STOP))) {
            reasons.add(new Reason(
                    "meta.date",
                    InsightsField.DATE_START.shown(),
                    day + "/" + or(row.text(InsightsField.DATE_STOP), ""),
                    "one day of " + days + " was expected"));
            return null;
        }
        if (query.granularity() == Granularity.DAY) {
            return whole;
        }
        String hour = or(row.text(InsightsField.HOUR), "");
        @Nullable Interval interval = days.hour(day, hour);
        if (interval == null) {
            reasons.add(new Reason(
                    "meta.hour",
                    InsightsField.HOUR.shown(),
                    hour,
                    "an hour of " + day + " on the account's clock was expected, such as 07:00:00 - 07:59:59"));
        }
        return interval;
    }

    private boolean hasNoHour(InsightsRow row) {
        return query.granularity() == Granularity.HOUR && row.text(InsightsField.HOUR) == null;
    }

    private static boolean isAllZero(Metrics metrics) {
        for (Metric metric : Metric.values()) {
            if (metrics.orZero(metric) != 0) {
                return false;
            }
        }
        return true;
    }

    private Metrics metrics(InsightsRow row, List<Reason> reasons, String id) {
        long impressions = row.whole(InsightsField.IMPRESSIONS);
        long clicks = row.whole(InsightsField.CLICKS);
        long cost = row.micros(InsightsField.SPEND);
        impressions = impressions != Decimals.UNUSUAL ? impressions : exact(row, Metric.IMPRESSIONS, reasons);
        clicks = clicks != Decimals.UNUSUAL ? clicks : exact(row, Metric.CLICKS, reasons);
        cost = cost != Decimals.UNUSUAL ? cost : exact(row, Metric.COST, reasons);
        Metrics metrics = new Metrics(impressions, clicks, Metrics.ABSENT, cost, Metrics.ABSENT);
        try {
            return row.purchases().into(metrics, types.ranksOf(query.account().id(), id));
        } catch (ArithmeticException tooLarge) {
            reasons.add(new Reason("metric.overflow", "actions", "", "the sum of its purchases is too large"));
            return metrics;
        }
    }

    /** Reads what is not written plainly. */
    private long exact(InsightsRow row, Metric metric, List<Reason> reasons) {
        InsightsField field =
                switch (metric) {
                    case IMPRESSIONS -> InsightsField.IMPRESSIONS;
                    case CLICKS -> InsightsField.CLICKS;
                    case COST -> InsightsField.SPEND;
                    case CONVERSIONS, REVENUE -> throw new IllegalArgumentException(metric + " is one of purchases");
                };
        @Nullable String text = row.text(field);
        if (text == null) {
            if (metric == Metric.CLICKS) {
                return 0; // Meta leaves it out where there are none
            }
            reasons.add(new Reason("meta.missing", field.shown(), "", "it was asked for, but is not there"));
            return Metrics.ABSENT;
        }
        Quantity quantity =
                MetricUnit.UNIT.convert(metric, text, query.account().currency());
        if (quantity instanceof Quantity.Exact exact) {
            return exact.value();
        }
        @Nullable Reason unfit = Purchases.unfit(quantity, field.shown(), text);
        if (unfit != null) {
            reasons.add(unfit);
        }
        return Metrics.ABSENT;
    }

    /** Rows of one object and its days come one after the other. */
    private EntityRef entity(String id) {
        @Nullable EntityRef latest = latestEntity;
        if (latest == null || !latest.id().equals(id)) {
            latest = new EntityRef(query.level().level(), id);
            latestEntity = latest;
        }
        return latest;
    }

    private Attribution attribution(InsightsRow row) {
        String setting = types.needsEveryValue() ? or(row.text(InsightsField.ATTRIBUTION), "") : windows;
        @Nullable Attribution latest = latestAttribution;
        if (latest == null || !latest.setting().equals(setting)) {
            latest = new Attribution(Attribution.Basis.CLICK_DATE, setting);
            latestAttribution = latest;
        }
        return latest;
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
