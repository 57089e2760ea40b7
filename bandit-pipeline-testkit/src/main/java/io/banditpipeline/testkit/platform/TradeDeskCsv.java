package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.testkit.platform.TradeDeskReports.Schedule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a report as CSV, one day after the other. */
final class TradeDeskCsv {
    private final TradeDeskSimulatorBuilder setup;
    private final Schedule schedule;
    private final Instant asOf;
    private final TradeDeskNumbers numbers;
    private final List<Integer> conversionColumns;

    TradeDeskCsv(TradeDeskSimulatorBuilder setup, Schedule schedule, Instant asOf) {
        this.setup = setup;
        this.schedule = schedule;
        this.asOf = asOf;
        this.numbers = new TradeDeskNumbers(schedule.international(), setup.thousandsSeparators);
        TreeSet<Integer> columns = new TreeSet<>(setup.conversionColumns.values());
        columns.add(1);
        this.conversionColumns = List.copyOf(columns);
    }

    void writeTo(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (setup.byteOrderMark) {
            writer.write('\uFEFF');
        }
        for (int row = 0; row < setup.preambleRows; row++) {
            writeRow(writer, List.of("Report " + row, schedule.days().toString()));
        }
        Row header = new Row(setup.renamedColumns);
        fill(
                header,
                new Line(accountOf(0), Map.of(), new EntityRef(Level.ACCOUNT, "0"), LocalDate.EPOCH, 0, Metrics.NONE));
        writeRow(writer, header.names());
        for (Account account : schedule.accounts()) {
            Map<EntityRef, Entity> entities = EntityIndex.of(setup.settings.data.entities(account, asOf));
            LocalDate last = schedule.days().last();
            for (LocalDate day = schedule.days().first(); !day.isAfter(last); day = day.plusDays(1)) {
                writeDay(writer, account, entities, day);
            }
        }
        writer.flush();
    }

    private void writeDay(Writer writer, Account account, Map<EntityRef, Entity> entities, LocalDate day)
            throws IOException {
        for (Map.Entry<Key, Metrics> sum : sums(account, day).entrySet()) {
            Row row = new Row(setup.renamedColumns);
            Key key = sum.getKey();
            fill(row, new Line(account, entities, key.entity(), day, key.hour(), sum.getValue()));
            writeRow(writer, row.values());
        }
    }

    /** Sums of a day of the schedule's zone, which need not be a day of the account's. */
    private Map<Key, Metrics> sums(Account account, LocalDate day) {
        boolean hourly = schedule.template().granularity() == Granularity.HOUR;
        boolean sameDays = schedule.zone().getRules().equals(account.zone().getRules());
        Granularity source = hourly || !sameDays ? Granularity.HOUR : Granularity.DAY;
        DateRange days = sameDays ? DateRange.of(day) : new DateRange(day.minusDays(1), day.plusDays(1));
        Map<Key, Metrics> sums = new LinkedHashMap<>();
        for (PlatformRow row :
                setup.settings.data.rows(account, schedule.template().level(), source, days, asOf)) {
            ZonedDateTime start = row.interval().start().atZone(schedule.zone());
            if (source == Granularity.DAY || start.toLocalDate().equals(day)) {
                sums.merge(new Key(row.entity(), hourly ? start.getHour() : -1), row.metrics(), Metrics::plus);
            }
        }
        return sums;
    }

    private void fill(Row row, Line line) {
        row.put("Date", line.day().toString());
        if (schedule.template().granularity() == Granularity.HOUR) {
            row.put("Hour", String.valueOf(line.hour()));
        }
        row.put("Advertiser ID", line.account().id());
        row.put("Advertiser", "Advertiser " + line.account().id());
        Level level = schedule.template().level();
        String campaign = names(row, line, Level.CAMPAIGN, "Campaign", level);
        names(row, line, Level.AD_GROUP, "Ad Group", level);
        names(row, line, Level.AD, "Creative", level);
        row.put("Advertiser Currency Code", line.account().currency().getCurrencyCode());
        row.put("Impressions", numbers.count(line.metrics().impressions()));
        row.put("Clicks", numbers.count(line.metrics().clicks()));
        row.put("Advertiser Cost (Adv Currency)", numbers.micros(line.metrics().costMicros()));
        int own = setup.conversionColumns.getOrDefault(campaign, 1);
        for (int column : conversionColumns) {
            conversions(row, column, column == own ? line.metrics() : otherEvents(line.metrics()));
        }
    }

    private String names(Row row, Line line, Level level, String name, Level deepest) {
        if (level.compareTo(deepest) > 0) {
            return "";
        }
        @Nullable Entity entity = line.entities().get(line.entity());
        while (entity != null && entity.ref().level() != level) {
            entity = entity.parent() == null ? null : line.entities().get(entity.parent());
        }
        row.put(name + " ID", entity == null ? "" : entity.ref().id());
        row.put(name, entity == null ? "" : entity.name());
        return entity == null ? "" : entity.ref().id();
    }

    private void conversions(Row row, int column, Metrics metrics) {
        String prefix = (column < 10 ? "0" : "") + column + " - ";
        long total = Math.max(0, metrics.conversionMicros());
        long viewed = total / 4_000_000 * 1_000_000;
        row.put(prefix + "Click Conversion", numbers.micros(total - viewed));
        row.put(prefix + "View Through Conversion", numbers.micros(viewed));
        row.put(prefix + "Total Click + View Conversions", numbers.micros(total));
        row.put(prefix + "Conversion Revenue", numbers.micros(metrics.revenueMicros()));
    }

    private Metrics otherEvents(Metrics metrics) {
        return setup.otherConversions
                ? new Metrics(0, 0, Math.max(0, metrics.clicks()) * 1_000_000, 0, 7_000_000)
                : new Metrics(0, 0, 0, 0, 0);
    }

    private Account accountOf(int index) {
        return schedule.accounts().get(index);
    }

    private void writeRow(Writer writer, Collection<String> cells) throws IOException {
        String separator = schedule.international() ? ";" : ",";
        List<String> quoted = new ArrayList<>();
        for (String cell : cells) {
            boolean needsQuotes = cell.contains(separator) || cell.contains("\"") || cell.contains("\n");
            quoted.add(needsQuotes ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        writer.write(String.join(separator, quoted));
        writer.write("\r\n");
    }

    private record Key(EntityRef entity, int hour) {}

    private record Line(
            Account account,
            Map<EntityRef, Entity> entities,
            EntityRef entity,
            LocalDate day,
            int hour,
            Metrics metrics) {}

    /** Cells by column, under the names that a test wants. */
    private static final class Row {
        private final Map<String, String> renamed;
        private final Map<String, String> cells = new LinkedHashMap<>();

        Row(Map<String, String> renamed) {
            this.renamed = renamed;
        }

        void put(String column, String value) {
            String name = renamed.getOrDefault(column, column);
            if (!name.isEmpty()) {
                cells.put(name, value);
            }
        }

        Collection<String> names() {
            return cells.keySet();
        }

        Collection<String> values() {
            return cells.values();
        }
    }
}
