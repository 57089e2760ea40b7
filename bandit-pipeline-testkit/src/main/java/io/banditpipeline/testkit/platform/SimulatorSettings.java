package io.banditpipeline.testkit.platform;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Settings that all simulated platforms share. */
final class SimulatorSettings {
    final PlatformData data;
    final InstantSource clock;
    final List<Outage> outages = new ArrayList<>();
    boolean strict = true;
    long failureSeed;
    double failureRate;
    int keptCalls = 20_000;

    SimulatorSettings(PlatformData data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    void failRandomly(long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1, but is " + rate);
        }
        failureSeed = seed;
        failureRate = rate;
    }
}
