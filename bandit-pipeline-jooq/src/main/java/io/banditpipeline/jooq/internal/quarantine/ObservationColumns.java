package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_EVENT;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The columns that keep an observation whole, in the tables that have them; all are null if there is none. */
final class ObservationColumns {
    /** The row as it came. */
    static final ObservationColumns OF_ROW = new ObservationColumns(QUARANTINE);

    /** The row that was decided to count. */
    static final ObservationColumns OF_EVENT = new ObservationColumns(QUARANTINE_EVENT);

    private static final int COLUMNS = 16;
    private static final Instant FIRST =
            LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant LAST =
            LocalDate.of(9999, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();

    private final Field<Short> level;
    private final Field<String> entityId;
    private final Field<Short> granularity;
    private final Field<Long> start;
    private final Field<Long> end;
    private final Field<Integer> day;
    private final Field<Long> observed;
    private final Field<Short> origin;
    private final Field<Long> impressions;
    private final Field<Long> clicks;
    private final Field<Long> conversions;
    private final Field<Long> cost;
    private final Field<Long> revenue;
    private final Field<String> currency;
    private final Field<Short> basis;
    private final Field<String> setting;

    private ObservationColumns(Table<?> table) {
        level = field(table, "entity_level", Short.class);
        entityId = field(table, "entity_id", String.class);
        granularity = field(table, "granularity", Short.class);
        start = field(table, "start_us", Long.class);
        end = field(table, "end_us", Long.class);
        day = field(table, "local_day", Integer.class);
        observed = field(table, "observed_us", Long.class);
        origin = field(table, "origin", Short.class);
        impressions = field(table, "impressions", Long.class);
        clicks = field(table, "clicks", Long.class);
        conversions = field(table, "conversion_micros", Long.class);
        cost = field(table, "cost_micros", Long.class);
        revenue = field(table, "revenue_micros", Long.class);
        currency = field(table, "currency", String.class);
        basis = field(table, "basis", Short.class);
        setting = field(table, "setting", String.class);
    }

    /** The columns, in the order of {@link #values}. */
    List<Field<?>> fields() {
        return List.of(
                level,
                entityId,
                granularity,
                start,
                end,
                day,
                observed,
                origin,
                impressions,
                clicks,
                conversions,
                cost,
                revenue,
                currency,
                basis,
                setting);
    }

    /** What the columns hold for an observation, or for none. */
    static List<@Nullable Object> values(@Nullable Observation row) {
        if (row == null) {
            return Collections.nCopies(COLUMNS, null);
        }
        Metrics metrics = row.metrics();
        return Arrays.asList(
                Codes.of(row.entity().level()),
                Texts.encode(row.entity().id()),
                Codes.of(row.interval().granularity()),
                Times.micros(row.interval().start()),
                Times.micros(row.interval().end()),
                Times.day(row.interval().day()),
                Times.micros(row.observedAt()),
                Codes.of(row.origin()),
                orNull(metrics.impressions()),
                orNull(metrics.clicks()),
                orNull(metrics.conversionMicros()),
                orNull(metrics.costMicros()),
                orNull(metrics.revenueMicros()),
                row.currency().getCurrencyCode(),
                Codes.of(row.attribution().basis()),
                Texts.encode(row.attribution().setting()));
    }

    /** The observation of a result that selects the columns, or null if there is none. */
    @Nullable
    Observation read(Record row) {
        if (row.get(level) == null) {
            return null;
        }
        Interval interval = new Interval(
                Codes.granularity(row.get(granularity)),
                Times.instant(row.get(start)),
                Times.instant(row.get(end)),
                Times.day(row.get(day).intValue()));
        return new Observation(
                new EntityRef(Codes.level(row.get(level)), Texts.decode(row.get(entityId))),
                interval,
                Times.instant(row.get(observed)),
                Codes.origin(row.get(origin)),
                new Metrics(
                        orAbsent(row.get(impressions)),
                        orAbsent(row.get(clicks)),
                        orAbsent(row.get(conversions)),
                        orAbsent(row.get(cost)),
                        orAbsent(row.get(revenue))),
                Currency.getInstance(row.get(currency)),
                new Attribution(Codes.basis(row.get(basis)), Texts.decode(row.get(setting))));
    }

    /** The observation if the columns can hold it: rejected rows may speak of any time at all. */
    static @Nullable Observation keepable(@Nullable Observation row) {
        if (row == null) {
            return null;
        }
        Interval interval = row.interval();
        int year = interval.day().getYear();
        boolean keepable = isKept(interval.start())
                && isKept(interval.end())
                && isKept(row.observedAt())
                && year >= 1900
                && year <= 9999
                && Times.micros(interval.start()) < Times.micros(interval.end());
        return keepable ? row : null;
    }

    private static boolean isKept(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    private static @Nullable Long orNull(long quantity) {
        return quantity == Metrics.ABSENT ? null : quantity;
    }

    private static long orAbsent(@Nullable Long quantity) {
        return quantity == null ? Metrics.ABSENT : quantity;
    }

    private static <T> Field<T> field(Table<?> table, String name, Class<T> type) {
        return Objects.requireNonNull(table.field(name, type), () -> "column " + name + " of " + table.getName());
    }
}
