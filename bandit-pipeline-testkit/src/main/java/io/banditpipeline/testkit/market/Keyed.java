package io.banditpipeline.testkit.market;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Random numbers by key: the same key always gives the same number, in any order and on any machine.
 *
 * <p>Only {@link StrictMath} is used, since {@link Math} may differ in the last bit between machines.
 */
final class Keyed {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Keyed() {}

    /** A key made of parts; their order matters. */
    static long key(long... parts) {
        long key = FNV_OFFSET;
        for (long part : parts) {
            key = mix((key + GOLDEN_GAMMA) ^ part);
        }
        return key;
    }

    /** A key made of a text (FNV-1a). */
    static long key(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    /** Uniform in [0, 1). */
    static double uniform(long... parts) {
        return new SplittableRandom(key(parts)).nextDouble();
    }

    /** Uniform between two bounds. */
    static double between(double low, double high, long... parts) {
        return low + (high - low) * uniform(parts);
    }

    /** Standard normal (Box and Muller, 1958). */
    static double normal(long... parts) {
        SplittableRandom random = new SplittableRandom(key(parts));
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /**
     * The Poisson quantile: never falls with the mean, so that more maturity never takes a conversion away.
     *
     * @param uniform in [0, 1)
     * @param mean the mean; at least 0
     * @param finalMean the mean that {@code mean} grows to; it alone decides between the exact and the normal quantile
     * @param normal the standard normal that goes with {@code uniform}, for large means
     */
    static long poisson(double uniform, double mean, double finalMean, double normal) {
        if (finalMean > 30) {
            return (long) StrictMath.max(0, StrictMath.floor(mean + normal * StrictMath.sqrt(mean) + 0.5));
        }
        double probability = StrictMath.exp(-mean);
        double cumulated = probability;
        long count = 0;
        while (uniform >= cumulated && count < 200) {
            count++;
            probability *= mean / count;
            cumulated += probability;
        }
        return count;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
