package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the schedules that nobody reads: those of a process that ended in the middle of a fetch, and those whose
 * making was never answered. Each account is looked at once a day at most, and only schedules so old are deleted that
 * no instance can still be waiting for them. Thread-safe.
 */
final class Orphans {
    /** An account is not looked at again for so long, whatever the last look brought. */
    static final Duration BETWEEN_SWEEPS = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Calls calls;
    private final Schedules schedules;
    private final ScheduleNames names;
    private final Duration age;
    private final InstantSource clock;
    private final Map<String, Instant> swept = new ConcurrentHashMap<>();

    /** @param age how old a schedule must be to be nobody's */
    Orphans(Calls calls, Schedules schedules, ScheduleNames names, Duration age, InstantSource clock) {
        this.calls = calls;
        this.schedules = schedules;
        this.names = names;
        this.age = age;
        this.clock = clock;
    }

    /** Sweeps an account if that was not done in the last day. A failure is only told: it concerns no row. */
    void sweep(String accountId, Cancellation cancellation) {
        Instant now = clock.instant();
        if (!isMyTurn(accountId, now)) {
            return;
        }
        try {
            Instant before = now.minus(age);
            Map<String, Object> filter = new LinkedHashMap<>();
            filter.put("AdvertiserIds", List.of(accountId));
            filter.put("ReportScheduleNameContains", names.prefix().strip());
            calls.queryAll(Schedules.EXECUTIONS, filter, accountId, cancellation).stream()
                    .filter(execution -> isOld(execution, before))
                    .map(execution -> execution.path("ReportScheduleId").asText(""))
                    .filter(id -> !id.isEmpty())
                    .distinct()
                    .forEach(id -> schedules.delete(id, accountId, cancellation));
        } catch (SourceException failure) {
            LOG.warn(
                    "schedules that nobody reads could not be looked for: account={} reason={}",
                    accountId,
                    failure.getMessage());
        }
    }

    /** Whether a sweep is due; of threads that ask at once, one is told so. */
    private boolean isMyTurn(String accountId, Instant now) {
        Instant last = swept.putIfAbsent(accountId, now);
        return last == null || !now.isBefore(last.plus(BETWEEN_SWEEPS)) && swept.replace(accountId, last, now);
    }

    private boolean isOld(JsonNode execution, Instant before) {
        return names.made(execution.path("ReportScheduleName").asText(""))
                .filter(made -> made.isBefore(before))
                .isPresent();
    }
}
