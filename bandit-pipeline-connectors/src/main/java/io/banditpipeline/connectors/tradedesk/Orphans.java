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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the schedules that a process left behind which ended in the middle of a fetch. Once for each account and life
 * of the source, and only those so old that no other instance can still be waiting for them. Thread-safe.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Calls calls;
    private final Schedules schedules;
    private final ScheduleNames names;
    private final Duration age;
    private final InstantSource clock;
    private final Set<String> swept = ConcurrentHashMap.newKeySet();

    /** @param age how old a schedule must be to be nobody's */
    Orphans(Calls calls, Schedules schedules, ScheduleNames names, Duration age, InstantSource clock) {
        this.calls = calls;
        this.schedules = schedules;
        this.names = names;
        this.age = age;
        this.clock = clock;
    }

    /** Sweeps an account if that was not done yet. A failure is only told: it concerns no row. */
    void sweep(String accountId, Cancellation cancellation) {
        if (!swept.add(accountId)) {
            return;
        }
        try {
            Instant before = clock.instant().minus(age);
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
                    "schedules that an earlier process left behind could not be looked for: account={} reason={}",
                    accountId,
                    failure.getMessage());
        }
    }

    private boolean isOld(JsonNode execution, Instant before) {
        return names.made(execution.path("ReportScheduleName").asText(""))
                .filter(made -> made.isBefore(before))
                .isPresent();
    }
}
