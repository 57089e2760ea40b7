package io.banditpipeline.examples.year;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.Workflows;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** A host with its clock, its database and the process that runs its jobs. Driven by one thread. */
final class Host implements AutoCloseable {
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final Set<String> PLATFORMS = Set.of("google_ads", "trade_desk");

    private final SyntheticMarket market;
    private final List<Arm> arms;
    private final ManualClock clock;
    private final Storage storage;
    private final boolean hourly;
    private final Map<String, UnsteadySource> sources = new TreeMap<>();
    private final Map<LocalDate, Set<String>> published = new ConcurrentSkipListMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private int failures;
    private volatile Duration ahead = Duration.ZERO;
    private LastingScheduler scheduler;
    private Line line;
    private Pipeline pipeline;
    private boolean forgetful;
    private int kills;
    private int losses;
    private int processes;
    private long refused;

    /**
     * @param storage its database, which it closes
     * @param start the first moment
     * @param hourly whether the hourly job runs, too
     * @param unsteadiness the share of fetches that fail
     * @param calm from when on none fails
     */
    Host(Storage storage, Instant start, boolean hourly, double unsteadiness, Instant calm) {
        this.hourly = hourly;
        market = SyntheticMarket.builder()
                .seed(17)
                .arms(12)
                .firstDay(FIRST_DAY)
                .days(420)
                .rateNoise(0.08)
                .weekdaySwing(0.2)
                .build();
        arms = market.arms().stream()
                .filter(arm -> PLATFORMS.contains(arm.account().platform()))
                .toList();
        clock = new ManualClock(start);
        InstantSource world = this::world;
        for (String platform : PLATFORMS) {
            RestlessSource restless = new RestlessSource(market.source(platform, world), world, clock);
            sources.put(platform, new UnsteadySource(restless, world, platform.hashCode(), unsteadiness, calm));
        }
        this.storage = storage;
        scheduler = new LastingScheduler(clock);
        line = new Line(this::world);
        pipeline = boot();
    }

    /** What time it is, whatever the clock of the host says. */
    synchronized Instant world() {
        return clock.instant().minus(ahead);
    }

    /** What the clock of the host says. */
    Instant now() {
        return clock.instant();
    }

    SyntheticMarket market() {
        return market;
    }

    Storage storage() {
        return storage;
    }

    Line line() {
        return line;
    }

    UnsteadySource source(String platform) {
        return sources.get(platform);
    }

    int processes() {
        return processes;
    }

    int kills() {
        return kills;
    }

    /** How often the memory of the scheduler was lost. */
    int losses() {
        return losses;
    }

    /** Lets the clock be wrong by so much from now on; the world goes on as it does. */
    synchronized void setAhead(Duration by) {
        Instant world = world();
        ahead = by;
        clock.set(world.plus(by));
    }

    /** Runs the jobs until the world is so far; a process that dies is followed by another one at once. */
    void liveUntil(Instant moment) {
        while (world().isBefore(moment)) {
            try {
                scheduler.advanceTo(moment.plus(ahead), clock.instant());
            } catch (Killed e) {
                kills++;
                if (forgetful) {
                    loseMemory();
                } else {
                    replaceProcess();
                }
            }
        }
    }

    /** Nothing runs until then. */
    void sleepUntil(Instant moment) {
        line.cut();
        clock.set(moment.plus(ahead));
        replaceProcess();
    }

    /** The process ends and another one begins. */
    void replaceProcess() {
        line.cut();
        refused += line.refused();
        line = new Line(this::world);
        pipeline = boot();
    }

    /** The process dies; if the scheduler forgets its slots with it, the next one waits for later slots only. */
    void kill(boolean forgets) {
        forgetful = forgets;
        line.cut();
    }

    private void loseMemory() {
        forgetful = false;
        losses++;
        executions.addAll(scheduler.executions());
        failures += scheduler.failures().size();
        scheduler = new LastingScheduler(clock);
        replaceProcess();
    }

    private Pipeline boot() {
        processes++;
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(line.to(storage))
                .clock(clock)
                .alertTo(alert -> {})
                .historyDays(60)
                .parallelism(1)
                .instance("process-" + processes)
                .convertWith(market.exchangeRates())
                .plan(market.campaign(), arms)
                .publishTo(this::publish)
                .scheduleWith(scheduler)
                .schedule(dailyJob(), Workflows.DAILY);
        if (hourly) {
            builder.schedule(JobSpec.of("hourly", Trigger.hourly()), Workflows.HOURLY);
        }
        sources.values().forEach(builder::collectFrom);
        Pipeline made = builder.build();
        made.start();
        return made;
    }

    JobSpec dailyJob() {
        return JobSpec.of(
                "daily", Trigger.daily(LocalTime.of(2, 0), market.campaign().zone()));
    }

    private void publish(Allocation allocation) {
        published
                .computeIfAbsent(allocation.day(), unused -> new ConcurrentSkipListSet<>())
                .add(allocation.id());
    }

    /** The ids of the allocations that were published, by the day that they are for. */
    Map<LocalDate, Set<String>> published() {
        Map<LocalDate, Set<String>> copy = new LinkedHashMap<>();
        published.forEach((day, ids) -> copy.put(day, new TreeSet<>(ids)));
        return copy;
    }

    /** A daily run here and now. */
    RunReport runDaily() {
        return pipeline.runDaily();
    }

    /** Everything that schedulers began. */
    List<Execution> executions() {
        List<Execution> all = new ArrayList<>(executions);
        all.addAll(scheduler.executions());
        return all;
    }

    /** How often a job threw something. */
    int failures() {
        return failures + scheduler.failures().size();
    }

    /** How many calls of the storage failed because the database was away. */
    long refused() {
        return refused + line.refused();
    }

    @Override
    public void close() {
        pipeline.close();
        storage.close();
    }
}
