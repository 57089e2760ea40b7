package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Slice;
import java.io.IOException;

/** Answers of {@code googleAds:searchStream}: rows of ads by day, in batches, whole numbers as text. */
final class GoogleFeed implements Feed {
    private static final int ROWS_OF_A_BATCH = 10_000;
    private static final long FIRST_AD = 612_000_000_000L;
    private static final long FIRST_CAMPAIGN = 20_100_000_000L;
    private static final int CAMPAIGNS = 40;
    private static final long MICROS_PER_CENT = 10_000;

    private final long seed;
    private final Slice slice = Slices.of("google_ads", "1234567890", Level.AD);

    GoogleFeed(long seed) {
        this.seed = seed;
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public long write(TextOut out, long first, long page, long end) throws IOException {
        long row = first;
        out.text("[");
        while (out.bytes() < end) {
            out.text(row == first ? "{\"results\":[" : ",{\"results\":[");
            for (int i = 0; i < ROWS_OF_A_BATCH && out.bytes() < end; i++) {
                row(out.text(i == 0 ? "" : ","), row++);
            }
            out.text("],\"fieldMask\":\"campaign.id,adGroupAd.ad.id,segments.date,metrics.impressions,metrics.clicks,"
                    + "metrics.costMicros,metrics.conversions,metrics.conversionsValue\",\"requestId\":\"q7Hs\"}");
        }
        out.text("]");
        return row - first;
    }

    private void row(TextOut out, long row) throws IOException {
        Numbers numbers = Numbers.of(seed, row);
        long ad = row / Slices.DAYS;
        out.text("{\"campaign\":{\"id\":\"").number(FIRST_CAMPAIGN + ad % CAMPAIGNS);
        out.text("\"},\"adGroupAd\":{\"ad\":{\"id\":\"").number(FIRST_AD + ad);
        out.text("\"}},\"metrics\":{\"clicks\":\"").number(numbers.clicks());
        out.text("\",\"conversionsValue\":").hundredths(numbers.revenueCents());
        out.text(",\"conversions\":").hundredths(numbers.conversionCents());
        out.text(",\"costMicros\":\"").number(numbers.costCents() * MICROS_PER_CENT);
        out.text("\",\"impressions\":\"").number(numbers.impressions());
        out.text("\"},\"segments\":{\"date\":\"").text(Slices.day(row)).text("\"}}");
    }
}
