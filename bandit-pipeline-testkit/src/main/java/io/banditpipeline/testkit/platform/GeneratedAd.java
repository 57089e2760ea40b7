package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * The numbers of a generated ad.
 *
 * @param leaf the ad, or campaign without ad groups
 * @param key keys its random numbers
 * @param unitMicros the smallest unit of its currency, in micros
 */
record GeneratedAd(Leaf leaf, long key, long unitMicros) {
    /** After so many days nothing changes any more. */
    static final int FINAL_AGE_DAYS = 28;

    private static final int CORRECTED_AFTER_DAYS = 2;

    /** The smallest unit of a currency, in micros. */
    static long unit(Currency currency) {
        long unit = Micros.PER_UNIT;
        for (int i = 0; i < currency.getDefaultFractionDigits(); i++) {
            unit /= 10;
        }
        return unit;
    }

    /** What each hour has at a moment; empty if the day has nothing. */
    List<Metrics> hours(DayHours day, Instant now) {
        long ofDay = Hashed.key(key, day.whole().day().toEpochDay());
        long age = days(day.whole().start(), now);
        boolean rests = Hashed.below(40, ofDay, 1) == 0;
        boolean withdrawn = Hashed.below(200, ofDay, 2) == 0 && age >= 3 + Hashed.below(11, ofDay, 3);
        if (rests || withdrawn) {
            return List.of();
        }
        boolean corrected = Hashed.below(16, ofDay, 4) == 0 && age >= CORRECTED_AFTER_DAYS;
        List<Metrics> byHour = new ArrayList<>(day.hours().size());
        for (Interval hour : day.hours()) {
            byHour.add(hour.start().isBefore(now) ? hour(hour, corrected, now) : LeafDay.ZERO);
        }
        return byHour;
    }

    private Metrics hour(Interval hour, boolean corrected, Instant now) {
        long random = Hashed.key(key, hour.start().getEpochSecond());
        if (Hashed.below(8, random, 1) == 0) {
            return LeafDay.ZERO;
        }
        long seconds = Duration.between(hour.start(), hour.end()).toSeconds();
        long elapsed = Math.min(seconds, Duration.between(hour.start(), now).toSeconds());
        long impressions = (50 + Hashed.below(1_000, random, 2)) * elapsed / seconds;
        long clicks = impressions * Hashed.below(100, random, 3) / 1_000;
        long units = clicks * (10 + Hashed.below(50, random, 4)) + impressions / 100;
        if (corrected) {
            clicks -= clicks / 8;
            units -= units / 8;
        }
        long conversionMicros = clicks * Hashed.below(120_000, random, 5) * permille(hour.start(), now) / 1_000;
        long orderValue = 1_000L + Hashed.below(8_000, random, 6);
        long revenue = conversionMicros * orderValue / Micros.PER_UNIT * unitMicros;
        return new Metrics(impressions, clicks, conversionMicros, units * unitMicros, revenue);
    }

    /** How many conversions out of 1,000 have come in: a quarter at once, the last ones after all the days. */
    private static long permille(Instant hour, Instant now) {
        long toCome = FINAL_AGE_DAYS - Math.min(FINAL_AGE_DAYS, days(hour, now));
        return 1_000 - toCome * toCome * 750 / (FINAL_AGE_DAYS * FINAL_AGE_DAYS);
    }

    private static long days(Instant since, Instant now) {
        return Duration.between(since, now).toDays();
    }
}
