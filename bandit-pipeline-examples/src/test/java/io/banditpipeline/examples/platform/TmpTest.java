package io.banditpipeline.examples.platform;
import io.banditpipeline.testkit.clock.ManualClock;
import org.junit.jupiter.api.Test;
class TmpTest {
    @Test
    void x() {
        ManualClock clock = ManualClock.at("2026-01-05T16:00:00Z");
        try (Platforms p = new Platforms(clock, 4, 6, Platforms.Trouble.none())) {
            for (var s : p.sources(clock)) {
                try { System.out.println("XX " + s.id() + " " + s.accounts().size()); } catch (RuntimeException e) { e.printStackTrace(System.out); }
            }
            for (var c : p.meta.server().calls()) System.out.println("XX " + c);
        }
    }
}
