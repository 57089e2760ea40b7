package io.banditpipeline.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final int PIECES_PER_MIB = 8;
    private static final int PIECE_BYTES =
            (1 << 20) / PIECES_PER_MIB; // large arrays would take up more than their size
    private static final int HELD_MIB = 48;

    @Test
    void what_is_alive_counts_and_garbage_does_not() {
        double before = peakWhile(List.of());
        byte[][] held = new byte[HELD_MIB * PIECES_PER_MIB][PIECE_BYTES];
        double during = peakWhile(List.of(held));
        assertThat(during - before).isBetween(HELD_MIB * 0.8, HELD_MIB * 1.5);
        for (int i = 0; i < held.length; i++) {
            held[i] = new byte[0];
        }
        assertThat(peakWhile(List.of(held))).isLessThan(during - HELD_MIB * 0.8);
        assertThat(HeapWatch.peakUsedMib()).isGreaterThan(HELD_MIB);
    }

    private static double peakWhile(List<byte[]> alive) {
        HeapWatch watch = new HeapWatch(1_000);
        watch.close();
        assertThat(alive).isNotNull();
        return watch.peakLiveMib();
    }
}
