package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the schedules that nobody reads: those of a process that ended in the middle of a fetch, and those whose
 * making was never answered. They are looked for once a week at most, and only schedules so old are deleted that no
 * instance can still be waiting for them. Thread-safe.
 */
final class Orphans {
    /** They are not looked for again for so long, whatever the last look brought. */
    static final Duration BETWEEN_SWEEPS = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Calls calls;
    private final Schedules schedules;
    private final ScheduleNames names;
    private final Duration age;
    private final InstantSource clock;
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);

    /** @param age how old a schedule must be to be nobody's */
    Orphans(Calls calls, Schedules schedules, ScheduleNames names, Duration age, InstantSource clock) {
        this.calls = calls;
        this.schedules = schedules;
        this.names = names;
        this.age = age;
        this.clock = clock;
    }

    /**
     * Sweeps if that was not done in the last week. The schedules are asked for and not their executions, which stay
     * listed when their schedule is deleted. A failure is only told: it concerns no row.
     */
    void sweep(Cancellation cancellation) {
        Instant now = clock.instant();
        if (!isMyTurn(now)) {
            return;
        }
        try {
            Instant before = now.minus(age);
            calls
                    .queryAll(
                            Schedules.QUERY,
                            Map.of("NameContains", names.prefix().strip()),
                            "",
                            cancellation)
                    .stream()
                    .filter(schedule -> isOld(schedule, before))
                    .map(schedule -> schedule.path("ReportScheduleId").asText(""))
                    .filter(id -> !id.isEmpty())
                    .forEach(id -> schedules.delete(id, "", cancellation));
        } catch (SourceException failure) {
            LOG.warn("schedules that nobody reads could not be looked for: reason={}", failure.getMessage());
        }
    }

    /** Whether a sweep is due; of threads that ask at once, one is told so. */
    private boolean isMyTurn(Instant now) {
        Instant last = swept.get();
        return now.minus(BETWEEN_SWEEPS).compareTo(last) >= 0 && swept.compareAndSet(last, now);
    }

    private boolean isOld(JsonNode schedule, Instant before) {
        return names.made(schedule.path("ReportScheduleName").asText(""))
                .filter(made -> made.isBefore(before))
                .isPresent();
    }
}
