package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows with metrics of an account, day by day, so that no more than one day is in memory. */
final class GoogleRows {
    private static final List<GoogleField> METRICS = Stream.of(GoogleField.values())
            .filter(field -> field.group().equals("metrics"))
            .toList();
    private static final int MOBILE_TENTHS = 6;

    private final PlatformData data;
    private final GaqlQuery query;
    private final Account account;
    private final Instant now;
    private final Level level;
    private final Map<EntityRef, Map<GoogleField, Object>> attributes;

    GoogleRows(PlatformData data, GaqlQuery query, Account account, Instant now, GoogleAttributes attributes) {
        this.data = data;
        this.query = query;
        this.account = account;
        this.now = now;
        this.level = levelOf(query.resource());
        this.attributes = attributes.ofLevel(account, level, now);
    }

    static Level levelOf(String resource) {
        return switch (resource) {
            case "campaign" -> Level.CAMPAIGN;
            case "ad_group" -> Level.AD_GROUP;
            case "ad_group_ad" -> Level.AD;
            default -> Level.ACCOUNT;
        };
    }

    /** How many entities there are of the level that is asked for. */
    int entities() {
        return attributes.size();
    }

    /** The rows; of all days that are kept if none are named. */
    Stream<Map<GoogleField, Object>> rows(Optional<DateRange> days) {
        if (!query.selects("metrics.") && !query.selects("segments.")) {
            return attributes.values().stream();
        }
        LocalDate today = now.atZone(account.zone()).toLocalDate();
        DateRange range = days.orElse(new DateRange(today.minusMonths(GoogleQueryRules.MONTHS_KEPT), today));
        if (query.fields().contains("segments.date")) {
            return LongStream.rangeClosed(
                            range.first().toEpochDay(), range.last().toEpochDay())
                    .mapToObj(LocalDate::ofEpochDay)
                    .filter(day -> !day.isAfter(today))
                    .flatMap(day -> rowsOf(DateRange.of(day)));
        }
        return rowsOf(range);
    }

    private Stream<Map<GoogleField, Object>> rowsOf(DateRange days) {
        boolean hourly = query.fields().contains("segments.hour");
        boolean dated = query.fields().contains("segments.date");
        Map<Key, Metrics> sums = new LinkedHashMap<>();
        boolean segmented = query.selects("segments.");
        if (!segmented) {
            attributes.keySet().forEach(entity -> sums.put(new Key(entity, null, -1), Metrics.NONE));
        }
        data.rows(account, level, hourly ? Granularity.HOUR : Granularity.DAY, days, now)
                .forEach(row -> sums.merge(key(row, dated, hourly), row.metrics(), Metrics::plus));
        return sums.entrySet().stream()
                .flatMap(sum -> byDevice(sum.getKey(), sum.getValue()))
                .filter(row -> !segmented || isSeen(row));
    }

    private Key key(PlatformRow row, boolean dated, boolean hourly) {
        int hour = hourly ? row.interval().start().atZone(account.zone()).getHour() : -1;
        return new Key(row.entity(), dated ? row.interval().day() : null, hour);
    }

    private Stream<Map<GoogleField, Object>> byDevice(Key key, Metrics metrics) {
        if (!query.fields().contains("segments.device")) {
            return Stream.of(row(key, metrics, null));
        }
        Metrics mobile = share(metrics);
        return Stream.of(row(key, mobile, "MOBILE"), row(key, rest(metrics, mobile), "DESKTOP"));
    }

    private Map<GoogleField, Object> row(Key key, Metrics metrics, @Nullable String device) {
        Map<GoogleField, Object> known = attributes.get(key.entity());
        if (known == null) {
            throw new IllegalStateException("rows of " + account.key() + " name " + key.entity()
                    + ", which is not among the entities of the account");
        }
        Map<GoogleField, Object> row = new EnumMap<>(known);
        if (key.day() != null) {
            row.put(GoogleField.SEGMENTS__DATE, key.day());
        }
        if (key.hour() >= 0) {
            row.put(GoogleField.SEGMENTS__HOUR, key.hour());
        }
        if (device != null) {
            row.put(GoogleField.SEGMENTS__DEVICE, device);
        }
        METRICS.forEach(field -> row.put(field, value(metrics, field)));
        return row;
    }

    private static Long value(Metrics metrics, GoogleField field) {
        long value =
                switch (field) {
                    case METRICS__IMPRESSIONS -> metrics.impressions();
                    case METRICS__CLICKS, METRICS__INTERACTIONS -> metrics.clicks();
                    case METRICS__COST_MICROS -> metrics.costMicros();
                    case METRICS__CONVERSIONS, METRICS__ALL_CONVERSIONS -> metrics.conversionMicros();
                    default -> metrics.revenueMicros();
                };
        return value == Metrics.ABSENT ? 0 : value;
    }

    /** Rows of segments vanish when all metrics that are asked for are zero. */
    private boolean isSeen(Map<GoogleField, Object> row) {
        List<GoogleField> asked = METRICS.stream()
                .filter(field -> query.fields().contains(field.queryName()))
                .toList();
        return (asked.isEmpty() ? METRICS : asked)
                .stream().anyMatch(field -> !Long.valueOf(0).equals(row.get(field)));
    }

    private static Metrics share(Metrics all) {
        return new Metrics(
                tenths(all.impressions()),
                tenths(all.clicks()),
                tenths(all.conversionMicros()),
                tenths(all.costMicros()),
                tenths(all.revenueMicros()));
    }

    private static long tenths(long value) {
        return value == Metrics.ABSENT ? value : value / 10 * MOBILE_TENTHS;
    }

    private static Metrics rest(Metrics all, Metrics part) {
        return new Metrics(
                minus(all.impressions(), part.impressions()),
                minus(all.clicks(), part.clicks()),
                minus(all.conversionMicros(), part.conversionMicros()),
                minus(all.costMicros(), part.costMicros()),
                minus(all.revenueMicros(), part.revenueMicros()));
    }

    private static long minus(long all, long part) {
        return all == Metrics.ABSENT ? all : all - part;
    }

    private record Key(EntityRef entity, @Nullable LocalDate day, int hour) {}
}
