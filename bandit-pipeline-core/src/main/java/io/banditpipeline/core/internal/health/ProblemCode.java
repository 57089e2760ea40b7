package io.banditpipeline.core.internal.health;

import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.run.Health.Problem;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of problems. Their codes are kept with alerts, so they never change. */
public enum ProblemCode {
    /** The database does not answer, or refuses. */
    DATABASE_AWAY("database.away", true),
    /** Not all could be read in time. */
    HEALTH_INCOMPLETE("health.incomplete", false),
    /** No run was ever begun. */
    RUN_NEVER("run.never", false),
    /** The latest run of a workflow failed. */
    RUN_FAILED("run.failed", true),
    /** The latest run of a workflow was done in part. */
    RUN_DEGRADED("run.degraded", true),
    /** The latest run of a workflow was told to stop. */
    RUN_CANCELLED("run.cancelled", false),
    /** A slot of a job is over its time and not run to a good end. */
    RUN_LATE("run.late", true),
    /** A run was broken off and nobody took it over. */
    RUN_ABANDONED("run.abandoned", true),
    /** A job is paused. */
    JOB_PAUSED("job.paused", false),
    /** Jobs are configured, but nothing wakes them up here. */
    SCHEDULER_STOPPED("scheduler.stopped", false),
    /** The clocks of instances differ. */
    CLOCK_DIFFERS("clock.differs", true),
    /** A feed is too far behind. */
    FEED_STALE("feed.stale", true),
    /** No source has ever delivered an account. */
    FEED_MISSING("feed.missing", true),
    /** A quality gate holds decisions back. */
    QUALITY_GATE("quality.gate", true),
    /** The latest allocation of a campaign is held. */
    ALLOCATION_HELD("allocation.held", true),
    /** A campaign spends much less than it is given. */
    BUDGET_UNSPENT("budget.unspent", true),
    /** Rows of entities that belong to no arm. */
    ENTITIES_UNMAPPED("entities.unmapped", false),
    /** Rows wait in quarantine for too long. */
    QUARANTINE_WAITING("quarantine.waiting", false),
    /** A critical alert is open that is none of the other problems. */
    ALERT_OPEN("alert.open", false),
    /** Credentials of a source expire soon. */
    CREDENTIALS_EXPIRE("credentials.expire", true),
    /** The version of an API is switched off soon. */
    VERSION_SUNSET("version.sunset", true);

    private final String code;
    private final boolean alerts;

    ProblemCode(String code, boolean alerts) {
        this.code = code;
        this.alerts = alerts;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Whether a person is told of it, and told again when it is over. */
    public boolean alerts() {
        return alerts;
    }

    /** The codes of all problems that a person is told of. */
    public static Set<String> alerting() {
        return Arrays.stream(values())
                .filter(ProblemCode::alerts)
                .map(ProblemCode::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    Problem critical(String subject, String text, String action) {
        return new Problem(Severity.CRITICAL, code, subject, text, action);
    }

    Problem warning(String subject, String text, String action) {
        return new Problem(Severity.WARNING, code, subject, text, action);
    }
}
