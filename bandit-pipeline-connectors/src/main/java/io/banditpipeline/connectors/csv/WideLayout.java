package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file with a row per day and columns for each arm. Immutable and thread-safe. */
final class WideLayout implements Layout {
    private final CsvMapping mapping;
    private final CellReader cells;
    private final Header header;
    private final NamedColumn date;
    private final @Nullable NamedColumn observedAt;
    private final List<WideArm> arms = new ArrayList<>();
    private final @Nullable OutcomeCells outcomes;

    WideLayout(CsvMapping mapping, TextFile file, HeaderRow row) {
        this.mapping = mapping;
        this.cells = mapping.cells();
        this.header = row.header();
        HeaderColumns found = new HeaderColumns(header);
        this.date = found.need(mapping.columns().getOrDefault(CsvColumn.DATE, ""), "date");
        String observed = mapping.columns().get(CsvColumn.OBSERVED_AT);
        this.observedAt = observed == null ? null : found.need(observed, CsvColumn.OBSERVED_AT.key());
        mapping.arms().forEach(arm -> arms.add(wideArm(arm, found)));
        this.outcomes = mapping.outcomes().map(o -> OutcomeCells.of(o, found)).orElse(null);
        found.requireAll(file, row);
    }

    private WideArm wideArm(Arm arm, HeaderColumns found) {
        Map<Metric, NamedColumn> columns = new EnumMap<>(Metric.class);
        mapping.columnsOf(arm)
                .forEach((metric, name) ->
                        columns.put(metric, found.need(name, Layouts.role(metric) + " of arm " + arm.id())));
        return new WideArm(arm.account(), arm.entities().get(0), columns);
    }

    @Override
    public List<Account> accounts() {
        return mapping.accounts();
    }

    @Override
    public @Nullable LocalDate day(CsvRow row) {
        return day(row, new ArrayList<>());
    }

    private @Nullable LocalDate day(CsvRow row, List<Reason> reasons) {
        if (!Layout.hasColumns(row, header, reasons)) {
            return null;
        }
        try {
            return cells.times().day(row.cell(date.index()));
        } catch (BadCell bad) {
            reasons.add(Layout.reason(bad, date, row));
            return null;
        }
    }

    private void requireNew(CsvRow row, LocalDate day, SeenDays seen, List<Reason> reasons) {
        if (!seen.add(day)) {
            reasons.add(new Reason(
                    "csv.duplicate",
                    date.name(),
                    row.cell(date.index()),
                    "an earlier row told of the day " + day + " already; keep one row per day"));
        }
    }

    @Override
    public void read(CsvRow row, Fetch fetch) {
        List<Reason> reasons = new ArrayList<>(0);
        LocalDate day = day(row, reasons);
        boolean wanted = day != null && fetch.days().contains(day);
        if (wanted) {
            requireNew(row, day, fetch.seen(), reasons);
        }
        if (!reasons.isEmpty()) {
            if (fetch.account().equals(accounts().get(0))) {
                fetch.sink().reject(row.rejected(reasons));
            }
        } else if (wanted) {
            deliver(row, day, fetch);
        }
    }

    private void deliver(CsvRow row, LocalDate day, Fetch fetch) {
        List<Reason> reasons = new ArrayList<>(0);
        try {
            Interval interval = Times.dayIn(day, fetch.account().zone());
            Instant time =
                    ObservedAt.read(row, observedAt, fetch.account().zone(), fetch.now(), cells, reasons);
            if (reasons.isEmpty()) {
                arms.stream()
                        .filter(arm -> arm.account().equals(fetch.account()))
                        .forEach(arm -> deliver(row, arm, interval, time, fetch));
                return;
            }
        } catch (BadCell bad) {
            reasons.add(Layout.reason(bad, date, row));
        }
        fetch.sink().reject(row.rejected(reasons));
    }

    private void deliver(CsvRow row, WideArm arm, Interval interval, Instant observed, Fetch fetch) {
        List<Reason> reasons = new ArrayList<>(0);
        Metrics values = Metrics.NONE;
        for (Map.Entry<Metric, NamedColumn> column : arm.columns().entrySet()) {
            Metric metric = column.getKey();
            values = values.with(
                    metric, cells.metric(metric, row, column.getValue(), fetch.account().currency(), reasons));
        }
        if (!reasons.isEmpty()) {
            fetch.sink().reject(row.rejected(reasons));
        } else if (!values.equals(Metrics.NONE)) {
            fetch.sink()
                    .accept(Observation.pulled(
                            arm.entity(), interval, observed, values, fetch.account().currency()));
        }
    }

    @Override
    public void readOutcome(CsvRow row, OutcomeFetch fetch) {
        List<Reason> reasons = new ArrayList<>(0);
        LocalDate day = day(row, reasons);
        boolean wanted = day != null && fetch.days().contains(day);
        if (wanted) {
            requireNew(row, day, fetch.seen(), reasons);
        }
        if (!reasons.isEmpty()) {
            if (fetch.reportsRows()) {
                fetch.sink().reject(row.rejected(reasons));
            }
        } else if (wanted && outcomes != null) {
            deliver(row, day, outcomes, fetch);
        }
    }

    private void deliver(CsvRow row, LocalDate day, OutcomeCells outcome, OutcomeFetch fetch) {
        if (outcome.isAbsent(row, cells)) {
            return;
        }
        List<Reason> reasons = new ArrayList<>(0);
        Campaign campaign = mapping.campaign();
        long orders = outcome.orderMicros(row, cells, campaign.currency(), reasons);
        long revenue = outcome.netRevenueMicros(row, cells, campaign.currency(), reasons);
        if (reasons.isEmpty()) {
            fetch.sink().accept(new Outcome(campaign.id(), day, orders, revenue));
        } else {
            fetch.sink().reject(row.rejected(reasons));
        }
    }

    /** An arm and the columns that tell of it. */
    private record WideArm(Account account, EntityRef entity, Map<Metric, NamedColumn> columns) {}
}
