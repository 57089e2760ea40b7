package io.banditpipeline.testkit.platform;

import java.nio.charset.StandardCharsets;

/** Random numbers by key: the same key always gives the same number, in any order and on any machine. */
final class Hashed {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Hashed() {}

    /** A key made of a text (FNV-1a). */
    static long key(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** A key made of a key and a number; the order matters. */
    static long key(long key, long number) {
        return mix((key + GOLDEN_GAMMA) ^ mix(number + GOLDEN_GAMMA));
    }

    /** Uniform among the numbers from 0 to below {@code bound}. */
    static int below(int bound, long key, long number) {
        return (int) Long.remainderUnsigned(key(key, number), bound);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
