package io.banditpipeline.benchmarks.platform;

/**
 * Quantities of rows, by the row's number: most are small, some are large, as those of ads are.
 *
 * @param impressions impressions
 * @param clicks clicks
 * @param costCents cost in hundredths
 * @param conversionCents conversions in hundredths
 * @param revenueCents revenue in hundredths
 */
record Numbers(long impressions, long clicks, long costCents, long conversionCents, long revenueCents) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    static Numbers of(long seed, long row) {
        long bits = mixed(seed + row * GOLDEN_GAMMA);
        long impressions = (bits & 0xFFFF) >>> (bits >>> 16 & 7);
        long clicks = impressions * (bits >>> 19 & 63) / 1_000;
        long cost = clicks * (20 + (bits >>> 25 & 255)) + (bits >>> 33 & 63);
        long conversions = (bits >>> 39 & 3) == 0 ? clicks * (bits >>> 41 & 15) : 0;
        return new Numbers(impressions, clicks, cost, conversions, conversions * (bits >>> 45 & 127));
    }

    /** The mixing of {@link java.util.SplittableRandom}, without an object for each row. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
