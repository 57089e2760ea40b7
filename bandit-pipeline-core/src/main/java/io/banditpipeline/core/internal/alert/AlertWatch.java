package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.core.internal.health.Checkup;
import io.banditpipeline.core.internal.health.HealthCheck;
import io.banditpipeline.core.internal.health.ProblemCode;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.store.AlertStore;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what is wrong now with the open alerts: raises what is new or goes on, and closes what is over. Looking
 * twice changes nothing but counts (R1). Alerts of codes that no problem has, such as a host's own, are left alone.
 * Thread-safe.
 */
public final class AlertWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final Supplier<Checkup> check;
    private final AlertStore store;
    private final AlertDesk desk;

    /**
     * @param check says what is wrong
     * @param store where alerts are kept
     * @param desk where alerts are handed in
     */
    public AlertWatch(HealthCheck check, AlertStore store, AlertDesk desk) {
        this(check::checkup, store, desk);
    }

    AlertWatch(Supplier<Checkup> check, AlertStore store, AlertDesk desk) {
        this.check = check;
        this.store = store;
        this.desk = desk;
    }

    /**
     * Looks, and raises and closes alerts. Call it after each run, and every few minutes where a scheduler runs, so
     * that runs that do not come are noticed. Does not throw for what it finds, nor if the storage is away.
     *
     * @return what it saw
     */
    public Health look() {
        Checkup seen = check.get();
        Set<String> alerting = ProblemCode.alerting();
        List<Problem> told = seen.health().problems().stream()
                .filter(problem -> alerting.contains(problem.code()))
                .toList();
        if (!seen.health().database().reachable()) {
            told.forEach(problem -> desk.raiseUnstored(alert(problem, seen.health())));
            return seen.health();
        }
        desk.resolveUnstored(ProblemCode.DATABASE_AWAY.code(), "database");
        told.forEach(problem -> desk.raise(alert(problem, seen.health())));
        over(seen, told, alerting).forEach(alert -> desk.resolve(alert.code(), alert.subject()));
        desk.tick();
        return seen.health();
    }

    private static Alert alert(Problem problem, Health health) {
        return new Alert(problem.severity(), problem.code(), problem.subject(), problem.toString(), health.at());
    }

    /** The open alerts of problems that were looked for and not found. */
    private List<Alert> over(Checkup seen, List<Problem> told, Set<String> alerting) {
        Set<AlertKey> holds = told.stream()
                .map(problem -> new AlertKey(problem.code(), problem.subject()))
                .collect(Collectors.toSet());
        return open().stream()
                .map(AlertRecord::latest)
                .filter(alert -> alerting.contains(alert.code())
                        && !seen.unknown().contains(alert.code())
                        && !holds.contains(AlertKey.of(alert)))
                .toList();
    }

    private List<AlertRecord> open() {
        try {
            return store.open();
        } catch (RuntimeException e) {
            LOG.warn("open alerts could not be read; what is over is closed later", e);
            return List.of();
        }
    }
}
