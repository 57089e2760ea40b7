package io.banditpipeline.run;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How the pipeline is doing, as one snapshot. {@link #toString} is the snapshot for a person.
 *
 * <p>{@code alive} is for a probe that restarts the process, {@code ready} for one that sends it work. What is wrong
 * with data or runs makes neither false, since a restart would not mend it: see {@link #problems}.
 *
 * @param at when this was asked
 * @param alive whether the pipeline is open
 * @param ready whether a run could work now: it is open, and the database answers and holds what is expected
 * @param complete whether all the rest could be read; if not, what is missing is empty and a problem says so
 * @param database how the database answers
 * @param feeds how complete every feed is, ordered by source and account
 * @param jobs how workflows and their jobs stand, ordered by workflow
 * @param quality how far the data can be trusted
 * @param queues what waits
 * @param problems what is wrong and what to do, the gravest first; empty if all is well
 */
public record Health(
        Instant at,
        boolean alive,
        boolean ready,
        boolean complete,
        Database database,
        List<Feed> feeds,
        List<Job> jobs,
        Quality quality,
        Queues queues,
        List<Problem> problems) {
    /** Copies the lists. */
    public Health {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(queues, "queues");
        feeds = List.copyOf(feeds);
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /** The problems of one kind. */
    public List<Problem> problems(String code) {
        return problems.stream().filter(problem -> problem.code().equals(code)).toList();
    }

    /** The snapshot as text. */
    @Override
    public String toString() {
        return HealthText.of(this);
    }

    /**
     * How the database answers.
     *
     * @param reachable whether it answered
     * @param latency how long the answer took, or how long was waited for one
     * @param text what it answered, if that was no good; {@code ""} if all is well
     */
    public record Database(boolean reachable, Duration latency, String text) {}

    /**
     * How complete one source's account is.
     *
     * @param source the source
     * @param account platform and account id
     * @param granularity hours or days
     * @param completeFrom the first instant that is complete
     * @param completeUntil the first instant after it that is not complete
     * @param lagDays whole account-local days that are over and not complete; at least 0
     * @param allowedDays the most such days that a decision may be made with
     */
    public record Feed(
            String source,
            String account,
            Granularity granularity,
            Instant completeFrom,
            Instant completeUntil,
            long lagDays,
            long allowedDays) {
        /** Whether it is too far behind to decide on. */
        public boolean stale() {
            return lagDays > allowedDays;
        }
    }

    /**
     * How a workflow stands, and the job that runs it.
     *
     * @param workflow the workflow
     * @param name the job; null if no job runs it
     * @param lastSuccess when the latest run that succeeded ended; null if there was none
     * @param lastEnd when the latest run that has ended did so; null if there was none
     * @param lastState how that ended; null if there was none
     * @param next the slot that the job waits for or runs; null without a job
     * @param running whether it is being run
     * @param paused whether the job is paused
     * @param late whether a slot is over its time and not run to a good end
     */
    public record Job(
            String workflow,
            @Nullable String name,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastEnd,
            @Nullable RunState lastState,
            @Nullable Instant next,
            boolean running,
            boolean paused,
            boolean late) {}

    /**
     * How far the data can be trusted.
     *
     * @param score the overall score from 0 to 1; empty if nothing is known
     * @param failedGates what the gates say that hold decisions back; empty if none does
     */
    public record Quality(OptionalDouble score, List<String> failedGates) {
        /** Copies the list. */
        public Quality {
            Objects.requireNonNull(score, "score");
            failedGates = List.copyOf(failedGates);
        }
    }

    /**
     * What waits.
     *
     * @param heldRows rows in quarantine that wait for a decision
     * @param parkedRows rows whose entity belongs to no arm
     * @param openAlerts alerts that are open
     * @param runsUnderWay runs that go on, or were broken off and are to be taken over
     */
    public record Queues(long heldRows, long parkedRows, long openAlerts, long runsUnderWay) {
        /** Nothing waits, or it is not known. */
        public static final Queues NONE = new Queues(0, 0, 0, 0);
    }

    /**
     * Something that is wrong.
     *
     * @param severity how urgent it is
     * @param code stable kind, such as {@code "feed.stale"}
     * @param subject what it is about, such as a campaign's or an account's id
     * @param text what is wrong, with values
     * @param action what to do
     */
    public record Problem(Alert.Severity severity, String code, String subject, String text, String action) {
        /** Checks that nothing is null. */
        public Problem {
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(action, "action");
        }

        /** What is wrong and what to do, in a sentence or two. */
        @Override
        public String toString() {
            return text + ": " + action;
        }
    }

    /** The gravest of the problems; empty if all is well. */
    public Optional<Alert.Severity> worst() {
        return problems.stream().map(Problem::severity).max(Alert.Severity::compareTo);
    }
}
