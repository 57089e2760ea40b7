package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/** The one slice that is asked of each platform: a week by day. */
final class Slices {
    /** How many days it has. */
    static final int DAYS = 7;

    /** When it is asked for. */
    static final Instant NOW = Instant.parse("2026-11-20T15:30:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);
    private static final List<String> TEXTS = IntStream.range(0, DAYS)
            .mapToObj(day -> FIRST_DAY.plusDays(day).toString())
            .toList();

    private Slices() {}

    static Slice of(String platform, String account, Level level) {
        return new Slice(
                platform,
                new Account(platform, account, ZoneId.of("America/New_York"), Currency.getInstance("USD")),
                level,
                Granularity.DAY,
                new DateRange(FIRST_DAY, FIRST_DAY.plusDays(DAYS - 1L)));
    }

    /** The day of a row: each day in turn. */
    static String day(long row) {
        return TEXTS.get((int) (row % DAYS));
    }
}
