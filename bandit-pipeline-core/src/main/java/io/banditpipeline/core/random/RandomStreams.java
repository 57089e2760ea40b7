package io.banditpipeline.core.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Random streams that are keyed by a name, so that one more stream changes no other. */
public final class RandomStreams {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RandomStreams() {}

    /**
     * The stream of a name: the same seed and name give the same numbers, on every JVM.
     *
     * @param seed the seed of the decision
     * @param name any text, such as an arm's id
     */
    public static SplittableRandom of(long seed, String name) {
        return new SplittableRandom(mix64(seed ^ hash64(name)));
    }

    /** FNV-1a of the UTF-8 bytes in 64 bits, mixed: unlike {@link String#hashCode} it hardly ever collides. */
    static long hash64(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return mix64(hash);
    }

    /** Stafford's variant 13 of the 64-bit finalizer: every input bit moves about half of the output bits. */
    static long mix64(long z) {
        long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
