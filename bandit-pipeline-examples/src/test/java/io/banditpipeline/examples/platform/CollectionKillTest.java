package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.internal.sql.Engine;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R7, R14: kills a host with {@code kill -9} while it collects from all platforms, again and again on one database,
 * until it ends by itself. {@code -Dplatform.kills=50} kills more often than the build does, which is half as often on
 * each database.
 */
@Tag("slow")
class CollectionKillTest {
    private static final int KILLS = Integer.getInteger("platform.kills", 10);

    /** So that every collection is killed more than once, and still comes to its end. */
    private static final int KILLS_OF_ONE = 4;

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL"})
    void a_host_killed_while_it_collects_leaves_in_the_end_what_an_undisturbed_one_leaves_R14(Engine engine)
            throws Exception {
        Collected twin;
        long millis;
        try (KilledCollection undisturbed = new KilledCollection(engine)) {
            millis = undisturbed.finish();
            undisturbed.requireTruth();
            twin = undisturbed.collected();
        }
        SplittableRandom random = new SplittableRandom(engine.ordinal());
        int kills = 0;
        long calls = 0;
        for (int left = (KILLS + 1) / 2, round = 1; left > 0; left = (KILLS + 1) / 2 - kills, round++) {
            try (KilledCollection killed = new KilledCollection(engine)) {
                for (int i = 0; i < Math.min(left, KILLS_OF_ONE); i++) {
                    killed.killAfter(random.nextLong(millis / 2));
                }
                killed.finish();
                killed.requireTruth();
                assertThat(killed.collected().differences(twin)).isEmpty();
                assertThat(killed.earlyCalls())
                        .as("calls of a process that had been told to wait")
                        .isEmpty();
                kills += killed.kills();
                calls += killed.brokenCalls();
                System.out.printf(
                        Locale.ROOT,
                        "%s round=%d kills=%s calls-cut-off=%d throttled=%d early-after-restart=%d%n",
                        engine,
                        round,
                        killed.where(),
                        killed.brokenCalls(),
                        killed.throttled(),
                        killed.earlyAfterRestart());
                assertThat(round).as("rounds, of which most must be hit").isLessThan(4 * KILLS);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s kills=%d calls-cut-off=%d rows=%d undisturbed=%d ms%n",
                engine,
                kills,
                calls,
                twin.effective().size(),
                millis);
    }
}
