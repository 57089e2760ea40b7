package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.schedule.SchedulerSettings;
import io.banditpipeline.jooq.internal.sql.Database;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Says how a durable scheduler runs jobs. Every value has a default. Not thread-safe. */
public final class DurableSchedulerBuilder {
    /** The most jobs that run at once in an instance, unless a host says otherwise: 4. */
    public static final int DEFAULT_THREADS = 4;

    /** How often to look for jobs that are due, unless a host says otherwise: every second. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(1);

    /** How often to note that an instance is alive, unless a host says otherwise: every 5 seconds. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LONGEST_NAME = 50;
    private static final int MOST_THREADS = 1_000;

    private final Database database;
    private String instance = defaultInstance();
    private int threads = DEFAULT_THREADS;
    private Duration pollInterval = DEFAULT_POLL_INTERVAL;
    private Duration heartbeat = DEFAULT_HEARTBEAT;
    private Duration closeWithin = Duration.ofSeconds(30);
    private InstantSource clock = InstantSource.system();

    DurableSchedulerBuilder(Database database) {
        this.database = database;
    }

    /**
     * The name of this instance among those that share the database. Default: process id, host and some letters that no
     * other has.
     *
     * @throws IllegalArgumentException if it does not have 1 to 50 characters
     */
    public DurableSchedulerBuilder instance(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "instance must have 1 to " + LONGEST_NAME + " characters, but is '" + name + "'");
        }
        this.instance = name;
        return this;
    }

    /**
     * The most jobs that run at once in this instance; a job that is due when all threads are busy is begun by another
     * instance, or late. Default: 4.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1,000
     */
    public DurableSchedulerBuilder threads(int count) {
        if (count < 1 || count > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be from 1 to " + MOST_THREADS + ", but is " + count);
        }
        this.threads = count;
        return this;
    }

    /**
     * How often to look for jobs that are due, by one query of an index: a slot is begun up to this much late. Default:
     * 1 second.
     *
     * @throws IllegalArgumentException if it is not from 10 ms to 1 hour
     */
    public DurableSchedulerBuilder pollInterval(Duration interval) {
        this.pollInterval = within("pollInterval", interval);
        return this;
    }

    /**
     * How often to note that this instance is alive and to look at what others noted. The slot of an instance that died
     * is begun again some five to six heartbeats later: of the default, after 25 to 30 seconds. All instances should
     * have the same. Default: 5 seconds.
     *
     * @throws IllegalArgumentException if it is not from 10 ms to 1 hour
     */
    public DurableSchedulerBuilder heartbeat(Duration interval) {
        this.heartbeat = within("heartbeat", interval);
        return this;
    }

    /**
     * How long closing may take: for half of it, jobs that were told to stop may end by themselves; then they are
     * interrupted. If the database hangs, up to 12 seconds of it go to that, or are added to what is shorter than 24
     * seconds. Default: 30 seconds.
     *
     * @throws IllegalArgumentException if it is not from 10 ms to 1 hour
     */
    public DurableSchedulerBuilder closeWithin(Duration limit) {
        this.closeWithin = within("closeWithin", limit);
        return this;
    }

    /**
     * Tells what is due. Instances should agree on the time about as well as slots are to be punctual. Default: the
     * clock of the system.
     */
    public DurableSchedulerBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "clock");
        return this;
    }

    /** The scheduler, which does nothing before it is started. */
    public DurableScheduler build() {
        return new DurableScheduler(
                database, new SchedulerSettings(instance, threads, pollInterval, heartbeat, closeWithin, clock));
    }

    private static Duration within(String property, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    property + " must be from " + SHORTEST + " to " + LONGEST + ", but is " + value);
        }
        return value;
    }

    /** The JDK names a process by id and host; the letters tell two pipelines in one process apart. */
    private static String defaultInstance() {
        String letters = "-" + UUID.randomUUID().toString().substring(0, 8);
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return process.substring(0, Math.min(process.length(), LONGEST_NAME - letters.length())) + letters;
    }
}
