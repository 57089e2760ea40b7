package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** {@link TickingHost}s on one database, of which one after the other is killed, or stopped for a while. */
final class KilledHosts implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STOPPED = TickingHost.HEARTBEAT.multipliedBy(12);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ONE_STOP_IN = 5;

    private final TestDatabase database;
    private final SplittableRandom random;
    private final Map<String, JobProcess> hosts = new LinkedHashMap<>();
    private final List<Duration> takeOvers = new ArrayList<>();
    private int started;
    private int kills;
    private int stops;

    KilledHosts(TestDatabase database, long seed) {
        this.database = database;
        this.random = new SplittableRandom(seed);
    }

    /** Starts hosts until there are so many. */
    void atLeast(int count) {
        while (hosts.size() < count) {
            String name = "host-" + ++started;
            hosts.put(name, JobProcess.start(TickingHost.class, database.jdbcUrl(), database.user(), name));
        }
    }

    /** Kills and stops hosts for so long, of so many that run at once. */
    void disturb(int count, Duration time) throws Exception {
        atLeast(count);
        waitFor("select 1 from effect", "a first effect");
        long begin = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - begin).compareTo(time) < 0) {
            Waiter.realTime().await(Duration.ofMillis(1_000 + random.nextLong(3_000)));
            String victim = victim();
            if (random.nextInt(ONE_STOP_IN) == 0) {
                stop(victim);
            } else {
                kill(victim, count);
            }
        }
    }

    /** Waits until a slot is done that is not over yet, and so all before it. */
    void settle() throws Exception {
        String now = database.query("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')")
                .get(0);
        String slot = TickingHost.JOB + "@" + now;
        waitFor(
                "select 1 from job_run where run_id > '" + slot + "' and state = 'SUCCEEDED'",
                "a slot after " + slot + " that is done");
    }

    private String victim() throws Exception {
        List<String> names = List.copyOf(hosts.keySet());
        List<String> busy = database.query("select picked_by from scheduled_job where picked");
        return !busy.isEmpty() && names.contains(busy.get(0)) && random.nextBoolean()
                ? busy.get(0)
                : names.get(random.nextInt(names.size()));
    }

    private void kill(String victim, int count) throws Exception {
        JobProcess process = hosts.remove(victim);
        assertThat(process.isAlive()).as(process::output).isTrue();
        process.kill();
        long killed = System.nanoTime();
        kills++;
        atLeast(count);
        String half =
                "select run_id from begun where process = '" + victim + "' and not exists (select 1 from begun other"
                        + " where other.at > begun.at) and (select count(*) from effect where effect.run_id = begun.run_id) < "
                        + TickingHost.STEPS;
        List<String> run = database.query(half);
        if (!run.isEmpty()) {
            waitFor(
                    "select 1 from begun where run_id = '" + run.get(0) + "' and process <> '" + victim + "'",
                    "another host that begins " + run.get(0));
            takeOvers.add(Duration.ofNanos(System.nanoTime() - killed));
        }
    }

    private void stop(String victim) throws Exception {
        JobProcess process = hosts.get(victim);
        process.signal("STOP");
        stops++;
        Waiter.realTime().await(STOPPED);
        process.signal("CONT");
    }

    private void waitFor(String query, String what) throws Exception {
        long begin = System.nanoTime();
        while (database.query(query).isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as(() -> what + "; the hosts say\n" + output())
                    .isLessThan(PATIENCE);
            Waiter.realTime().await(LOOK);
        }
    }

    private String output() {
        StringBuilder all = new StringBuilder();
        hosts.forEach((name, process) ->
                all.append(name).append(":\n").append(process.output()).append('\n'));
        return all.toString();
    }

    /** How often a host was killed or stopped. */
    int disturbances() {
        return kills + stops;
    }

    /** How long slots stood still that a killed host was running, from its end until another one began them again. */
    List<Duration> takeOvers() {
        List<Duration> sorted = new ArrayList<>(takeOvers);
        Collections.sort(sorted);
        return sorted;
    }

    /** Says how it went. */
    void report(int slots) {
        List<Duration> sorted = takeOvers();
        System.out.printf(
                Locale.ROOT,
                "hosts=%d slots=%d kills=%d stops=%d take-overs=%d median=%s longest=%s%n",
                hosts.size(),
                slots,
                kills,
                stops,
                sorted.size(),
                sorted.isEmpty() ? "-" : sorted.get(sorted.size() / 2),
                sorted.isEmpty() ? "-" : sorted.get(sorted.size() - 1));
    }

    @Override
    public void close() {
        try {
            for (JobProcess process : hosts.values()) {
                process.kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
