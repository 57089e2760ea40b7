package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file with a row per entity and day or hour. Immutable and thread-safe. */
final class LongLayout implements Layout {
    private static final int MAX_ID = 190;

    private final CsvMapping mapping;
    private final CellReader cells;
    private final ColumnPlan plan;
    private final Header header;
    private final AccountFinder accounts;
    private final Map<CsvColumn, NamedColumn> columns = new EnumMap<>(CsvColumn.class);
    private final Map<Metric, NamedColumn> metrics = new EnumMap<>(Metric.class);
    private final @Nullable NamedColumn lastDay;

    LongLayout(CsvMapping mapping, ColumnPlan plan, List<Account> accounts, TextFile file, HeaderRow row) {
        this.mapping = mapping;
        this.cells = mapping.cells();
        this.plan = plan;
        this.header = row.header();
        this.accounts = new AccountFinder(mapping, accounts);
        HeaderColumns found = new HeaderColumns(header);
        plan.columns().forEach((role, name) -> columns.put(role, found.need(name, role.key())));
        plan.metrics().forEach((metric, name) -> metrics.put(metric, found.need(name, Layouts.role(metric))));
        this.lastDay = plan.lastDay() == null ? null : found.need(plan.lastDay(), "last day of the row");
        found.requireAll(file, row);
    }

    @Override
    public List<Account> accounts() {
        return accounts.all();
    }

    @Override
    public @Nullable LocalDate day(CsvRow row) {
        Place place = place(row, new ArrayList<>());
        return place == null ? null : place.interval().day();
    }

    @Override
    public void read(CsvRow row, Fetch fetch) {
        List<Reason> reasons = new ArrayList<>(0);
        Place place = place(row, reasons);
        if (place == null) {
            if (!reasons.isEmpty() && fetch.account().equals(accounts.all().get(0))) {
                fetch.sink().reject(row.rejected(reasons));
            }
            return;
        }
        if (place.account().equals(fetch.account()) && fetch.days().contains(place.interval().day())) {
            deliver(row, place, fetch, reasons);
        }
    }

    @Override
    public void readOutcome(CsvRow row, OutcomeFetch fetch) {
        throw new IllegalStateException("a long file holds no outcomes");
    }

    private void deliver(CsvRow row, Place place, Fetch fetch, List<Reason> reasons) {
        Currency currency = currency(row, place.account(), reasons);
        Metrics values = Metrics.NONE;
        for (Map.Entry<Metric, NamedColumn> column : metrics.entrySet()) {
            Metric metric = column.getKey();
            values = values.with(metric, cells.metric(metric, row, column.getValue(), currency, reasons));
        }
        Instant observedAt = observedAt(row, place.account().zone(), fetch.now(), reasons);
        if (!reasons.isEmpty()) {
            fetch.sink().reject(row.rejected(reasons));
        } else if (!values.equals(Metrics.NONE)) {
            EntityRef entity = new EntityRef(mapping.level(), place.entity());
            fetch.sink().accept(Observation.pulled(entity, place.interval(), observedAt, values, currency));
        }
    }

    /** Where a row belongs, or null: with reasons if it cannot be read, without if it is a row of totals. */
    @Nullable Place place(CsvRow row, List<Reason> reasons) {
        if (plan.totals().test(row) || !Layout.hasColumns(row, header, reasons)) {
            return null;
        }
        String entity = entity(row, reasons);
        Account account = accounts.find(row, columns.get(CsvColumn.ACCOUNT), entity, reasons);
        Interval interval = interval(row, account == null ? null : account.zone(), reasons);
        return account == null || interval == null || !reasons.isEmpty() ? null : new Place(account, interval, entity);
    }

    private String entity(CsvRow row, List<Reason> reasons) {
        NamedColumn column = column(CsvColumn.ENTITY);
        String entity = row.cell(column.index());
        try {
            cells.requireReadable(entity);
            if (cells.isNull(entity)) {
                throw new BadCell("csv.entity", "the row does not say what it speaks of");
            }
            if (entity.length() > MAX_ID) {
                throw new BadCell(
                        "csv.entity", "the name has " + entity.length() + " characters, at most " + MAX_ID + " are kept");
            }
        } catch (BadCell bad) {
            reasons.add(Layout.reason(bad, column, row));
        }
        return entity;
    }

    private @Nullable Interval interval(CsvRow row, @Nullable ZoneId zone, List<Reason> reasons) {
        NamedColumn date = columns.get(CsvColumn.DATE);
        NamedColumn hour = columns.get(CsvColumn.HOUR);
        NamedColumn current = date == null ? column(CsvColumn.HOUR) : date;
        try {
            if (date == null) {
                return zone == null ? null : Times.hour(row.cell(current.index()), zone);
            }
            LocalDate day = cells.times().day(row.cell(date.index()));
            requireOneDay(row, day);
            if (zone == null || hour == null) {
                return zone == null ? null : Times.dayIn(day, zone);
            }
            current = hour;
            return Times.hour(day, row.cell(hour.index()), zone);
        } catch (BadCell bad) {
            reasons.add(Layout.reason(bad, current, row));
            return null;
        }
    }

    private void requireOneDay(CsvRow row, LocalDate day) throws BadCell {
        if (lastDay != null && !cells.times().day(row.cell(lastDay.index())).equals(day)) {
            throw new BadCell(
                    Times.RULE,
                    "the row covers " + row.cell(column(CsvColumn.DATE).index()) + " to " + row.cell(lastDay.index())
                            + "; export it broken down by day");
        }
    }

    private Currency currency(CsvRow row, Account account, List<Reason> reasons) {
        Currency known = plan.currency() == null ? account.currency() : plan.currency();
        NamedColumn column = columns.get(CsvColumn.CURRENCY);
        if (column == null || cells.isNull(row.cell(column.index()))) {
            return known;
        }
        String code = row.cell(column.index());
        Currency named = Currencies.find(code).orElse(null);
        if (named == null) {
            reasons.add(new Reason(
                    Numbers.CURRENCY_RULE,
                    column.name(),
                    code,
                    Cells.quote(code) + " is not a currency code; expected one like " + known.getCurrencyCode()));
        }
        return named == null ? known : named;
    }

    private Instant observedAt(CsvRow row, ZoneId zone, Instant now, List<Reason> reasons) {
        return ObservedAt.read(row, columns.get(CsvColumn.OBSERVED_AT), zone, now, cells, reasons);
    }

    /** What a discovered arm's channel is called: the row's, or else the entity's name. */
    String channel(CsvRow row, String entity) {
        NamedColumn column = columns.get(CsvColumn.CHANNEL);
        String channel = column == null ? "" : row.cell(column.index());
        return cells.isNull(channel) ? entity : channel;
    }

    private NamedColumn column(CsvColumn role) {
        return Objects.requireNonNull(columns.get(role), role.key());
    }

    /** Where a row belongs. */
    record Place(Account account, Interval interval, String entity) {}
}
