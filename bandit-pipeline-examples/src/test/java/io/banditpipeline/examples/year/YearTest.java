package io.banditpipeline.examples.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.examples.year.Mishaps.Mishap;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same market over the same time, undisturbed and with all that goes wrong. {@code -Dyear.seed=7} lets other things
 * go wrong than the build does; {@code -Dyear.days=365} makes it a year. The build takes the weeks in which the clocks
 * of all three zones are turned.
 */
@Tag("slow")
class YearTest {
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final long SEED = Long.getLong("year.seed", 2026);
    private static final int DAYS = Integer.getInteger("year.days", 75);
    private static final double UNSTEADY = 0.04;

    @Test
    void time_with_outages_kills_and_turned_clocks_ends_as_undisturbed_time_R1_R2_R14() throws Exception {
        assertSameEnd(DAYS, new InMemoryStorage(), new InMemoryStorage());
    }

    private static void assertSameEnd(int days, Storage first, Storage second) throws Exception {
        Instant end = START.plus(Duration.ofDays(days));
        Instant calm = end.minus(Duration.ofHours(26));
        List<Mishap> mishaps = Mishaps.between(SEED, START, calm);
        try (Host undisturbed = new Host(first, START, true, 0, calm);
                Host disturbed = new Host(second, START, true, UNSTEADY, calm)) {
            sideBySide(() -> undisturbed.liveUntil(end), () -> {
                mishaps.forEach(mishap -> {
                    disturbed.liveUntil(mishap.at());
                    mishap.work().accept(disturbed);
                });
                disturbed.liveUntil(end);
            });
            assertTrouble(disturbed, mishaps, days);
            assertPolicy(undisturbed, end);
            assertPolicy(disturbed, end);
            assertThat(disturbed.now()).isEqualTo(undisturbed.now()).isEqualTo(end);

            assertThat(undisturbed.runDaily().state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(disturbed.runDaily().state()).isEqualTo(RunState.SUCCEEDED);
            FinalState expected = FinalState.of(undisturbed);
            assertThat(expected.plan().state()).isEqualTo(Allocation.State.DECIDED);
            assertThat(expected.rows()).hasSizeGreaterThan(days * 8 - 40);
            assertThat(FinalState.of(disturbed)).isEqualTo(expected);
        }
    }

    private static void sideBySide(Runnable one, Runnable other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both = List.of(threads.submit(one), threads.submit(other));
            for (Future<?> each : both) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What was meant to go wrong did. */
    private static void assertTrouble(Host host, List<Mishap> mishaps, int days) {
        String what = Mishaps.counts(mishaps) + " kills=" + host.kills() + " losses=" + host.losses() + " processes="
                + host.processes() + " refused=" + host.refused() + " failures=" + host.failures();
        assertThat(host.kills()).as(what).isGreaterThan(days / 5);
        assertThat(host.refused()).as(what).isPositive();
        assertThat(host.source("google_ads").failures().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as(what)
                .isGreaterThan(days);
    }

    /**
     * Of each slot of the daily job there is one run, and it has ended; a slot without one was skipped by the policy or
     * forgotten with the scheduler's memory; no day got two plans published.
     */
    private static void assertPolicy(Host host, Instant end) {
        Map<Instant, StoredRun> runs = new HashMap<>();
        for (StoredRun run : host.storage().runs().latest(RunQuery.latest(100_000))) {
            assertThat(run.state().ended()).as(run.run() + " " + run.state()).isTrue();
            if (run.run().workflow().equals("daily")) {
                assertThat(runs.put(run.run().slot(), run)).isNull();
            }
        }
        Set<Instant> without = new TreeSet<>(slots(host, end));
        without.removeAll(runs.keySet());
        assertThat((long) without.size()).isBetween(0L, skipped(host) + host.losses());
        assertThat(slots(host, end)).containsAll(runs.keySet());
        Map<RunState, Long> states =
                runs.values().stream().collect(Collectors.groupingBy(StoredRun::state, Collectors.counting()));
        assertThat(states.getOrDefault(RunState.CANCELLED, 0L)).isLessThanOrEqualTo(host.losses());
        assertThat(states.getOrDefault(RunState.SUCCEEDED, 0L)).as("%s", states).isGreaterThan(runs.size() / 2);
        Map<LocalDate, Set<String>> published = host.published();
        assertThat(published).isNotEmpty().allSatisfy((day, ids) -> assertThat(ids)
                .hasSize(1));
    }

    private static List<Instant> slots(Host host, Instant end) {
        List<Instant> slots = new ArrayList<>();
        for (Instant slot = host.dailyJob().trigger().next(START);
                !slot.isAfter(end);
                slot = host.dailyJob().trigger().next(slot)) {
            slots.add(slot);
        }
        return slots;
    }

    private static long skipped(Host host) {
        return host.executions().stream()
                .filter(execution -> execution.job().equals("daily"))
                .collect(Collectors.toMap(Execution::slot, Execution::skipped, Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
