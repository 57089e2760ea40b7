package io.banditpipeline.connectors.internal.google;

import com.google.ads.googleads.v23.services.GoogleAdsRow;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a row of Google's must become, told by the getters of Google's own classes. */
final class Expected {
    private static final int MICRO_DIGITS = 6;

    private Expected() {}

    /** The observation of a row; empty if it must be rejected. */
    static Optional<Observation> observation(GoogleAdsRow row, Slice slice, Instant observedAt) {
        OptionalLong id = id(row, slice);
        Optional<Interval> interval = interval(row, slice);
        Optional<Metrics> metrics = metrics(row);
        if (id.isEmpty() || interval.isEmpty() || metrics.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Observation(
                new EntityRef(slice.level(), Long.toString(id.getAsLong())),
                interval.get(),
                observedAt,
                Origin.PULLED,
                metrics.get(),
                slice.account().currency(),
                SearchStreamParser.ATTRIBUTION));
    }

    private static OptionalLong id(GoogleAdsRow row, Slice slice) {
        return switch (slice.level()) {
            case CAMPAIGN -> given(row.getCampaign().hasId(), row.getCampaign().getId());
            case AD_GROUP -> given(row.getAdGroup().hasId(), row.getAdGroup().getId());
            case AD ->
                given(
                        row.getAdGroupAd().getAd().hasId(),
                        row.getAdGroupAd().getAd().getId());
            case ACCOUNT -> OptionalLong.empty();
        };
    }

    private static OptionalLong given(boolean has, long value) {
        return has ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static Optional<Interval> interval(GoogleAdsRow row, Slice slice) {
        if (!row.getSegments().hasDate()) {
            return Optional.empty();
        }
        LocalDate day = LocalDate.parse(row.getSegments().getDate());
        ZoneId zone = slice.account().zone();
        if (slice.granularity() == Granularity.DAY) {
            return Optional.of(Interval.ofDay(day, zone));
        }
        return row.getSegments().hasHour() ? hour(day.atTime(row.getSegments().getHour(), 0), zone) : Optional.empty();
    }

    /**
     * The first hour that the clock shows so, or what is left of it where the clock leaps; none if it leaps over it.
     */
    private static Optional<Interval> hour(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return Optional.of(Interval.ofHour(local.toInstant(offsets.get(0)), zone));
        }
        ZoneOffsetTransition leap = zone.getRules().getTransition(local);
        return Interval.hoursOf(local.toLocalDate(), zone).stream()
                .filter(hour -> hour.start().equals(leap.getInstant()))
                .filter(hour -> leap.getDateTimeAfter().getHour() == local.getHour())
                .findFirst();
    }

    private static Optional<Metrics> metrics(GoogleAdsRow row) {
        com.google.ads.googleads.v23.common.Metrics told = row.getMetrics();
        OptionalLong conversions = micros(told.getConversions());
        OptionalLong revenue = micros(told.getConversionsValue());
        boolean kept = told.getImpressions() != Metrics.ABSENT
                && told.getClicks() != Metrics.ABSENT
                && told.getCostMicros() != Metrics.ABSENT;
        return kept && conversions.isPresent() && revenue.isPresent()
                ? Optional.of(new Metrics(
                        told.getImpressions(),
                        told.getClicks(),
                        conversions.getAsLong(),
                        told.getCostMicros(),
                        revenue.getAsLong()))
                : Optional.empty();
    }

    /** Millionths of the shortest decimal that names a double; none if a long cannot hold them. */
    private static OptionalLong micros(double value) {
        if (!Double.isFinite(value)) {
            return OptionalLong.empty();
        }
        BigDecimal micros = new BigDecimal(Double.toString(value))
                .movePointRight(MICRO_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN);
        boolean fits = micros.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? OptionalLong.of(micros.longValueExact()) : OptionalLong.empty();
    }
}
