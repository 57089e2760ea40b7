package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Report runs: asked for, waited for, and remembered until what they found was read, so that a fetch that was stopped
 * half-way goes on with its run instead of asking for another one. Thread-safe.
 */
final class ReportRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRuns.class);
    private static final String ENDPOINT = "{report_run_id}";
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int MOST_REMEMBERED = 1_000;
    private static final int TRIES = 2;
    private static final int COMPLETE = 100;

    private final Graph graph;
    private final RunSignal signal;
    private final InstantSource clock;
    private final Duration longestWait;
    private final int mostPerDay;
    private final MetaErrors errors = new MetaErrors();
    private final Map<InsightsQuery, ReportRun> open = new LinkedHashMap<>();
    private final Map<String, Deque<Instant>> submitted = new HashMap<>();

    /**
     * @param longestWait a longer wait between two looks is not sat out
     * @param mostPerDay the most runs of an account within 24 hours
     */
    ReportRuns(Graph graph, RunSignal signal, InstantSource clock, Duration longestWait, int mostPerDay) {
        this.graph = graph;
        this.signal = signal;
        this.clock = clock;
        this.longestWait = longestWait;
        this.mostPerDay = mostPerDay;
    }

    /**
     * A completed run that answers a question.
     *
     * @throws SourceException SPLIT if no run answers it, or no more runs may be asked for today
     */
    ReportRun completed(InsightsQuery query, Cancellation cancellation) {
        String why = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Optional<ReportRun> known = remembered(query);
            ReportRun run = known.isPresent() ? known.get() : submit(query, cancellation);
            End end = waitFor(run, query, known.isPresent(), cancellation);
            if (!(end instanceof End.Failed failed)) {
                return run;
            }
            why = failed.why();
            forget(query);
            LOG.info("report run {} of {} failed: {}", run.id(), query, why);
        }
        throw TooMuch.because("no report run of " + query + " was completed: " + why);
    }

    /** What a run found was read, or is of no use. */
    synchronized void forget(InsightsQuery query) {
        open.remove(query);
    }

    private synchronized Optional<ReportRun> remembered(InsightsQuery query) {
        return Optional.ofNullable(open.get(query)).filter(run -> !isOld(run));
    }

    private boolean isOld(ReportRun run) {
        return clock.instant().isAfter(run.submittedAt().plus(PATIENCE));
    }

    private ReportRun submit(InsightsQuery query, Cancellation cancellation) {
        takeTurn(query);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = graph.post(query.call(), cancellation).path("report_run_id").asText("");
        if (!AccountIds.isDigits(id)) {
            throw new SourceException(
                    Kind.TRANSIENT,
                    "Meta took a report of " + query + " without naming its run; it is asked again",
                    null);
        }
        ReportRun run = new ReportRun(id, now);
        remember(query, run);
        LOG.debug("report run {} of {} was submitted", id, query);
        return run;
    }

    private synchronized void remember(InsightsQuery query, ReportRun run) {
        open.values().removeIf(this::isOld);
        if (open.size() >= MOST_REMEMBERED) {
            open.clear();
        }
        open.put(query, run);
    }

    private synchronized void takeTurn(InsightsQuery query) {
        Deque<Instant> turns = submitted.computeIfAbsent(query.account().id(), id -> new ArrayDeque<>());
        Instant now = clock.instant();
        turns.removeIf(turn -> turn.isBefore(now.minus(DAY)));
        if (turns.size() >= mostPerDay) {
            throw TooMuch.because("account " + query.account().key() + " had " + turns.size()
                    + " report runs within 24 hours, the most that may be");
        }
        turns.add(now);
    }

    /** How a run ended. */
    private sealed interface End {
        record Completed() implements End {}

        record Failed(String why) implements End {}

        record Running() implements End {}
    }

    private End waitFor(ReportRun run, InsightsQuery query, boolean wasKnown, Cancellation cancellation) {
        Duration wait = FIRST_WAIT;
        while (true) {
            End end = look(run, query, wasKnown, cancellation);
            if (!(end instanceof End.Running)) {
                return end;
            }
            if (isOld(run)) {
                return new End.Failed("it was not completed within " + PATIENCE);
            }
            if (wait.compareTo(longestWait) > 0) {
                throw new SourceException(
                        Kind.TRANSIENT,
                        "report run " + run.id() + " of " + query + " is not completed yet",
                        null,
                        wait);
            }
            signal.await(run.id(), wait, cancellation);
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
        }
    }

    private End look(ReportRun run, InsightsQuery query, boolean wasKnown, Cancellation cancellation) {
        String accountId = query.account().id();
        Graph.Call call = new Graph.Call(run.id(), ENDPOINT, accountId, Map.of(), MetaBuckets.ofInsights(accountId));
        try {
            return end(graph.object(call, cancellation));
        } catch (SourceException failure) {
            boolean gone = failure.kind() == Kind.PERMISSION || failure.kind() == Kind.CONFIGURATION;
            if (wasKnown && gone) {
                return new End.Failed("Meta does not know it any more");
            }
            throw failure;
        }
    }

    /** A run is completed only if its state says so and its percentage is 100. */
    private End end(JsonNode status) {
        return switch (status.path("async_status").asText("")) {
            case "Job Completed" ->
                status.path("async_percent_completion").asInt(0) == COMPLETE ? new End.Completed() : new End.Running();
            case "Job Skipped" -> new End.Failed("Meta skipped it");
            case "Job Failed" -> new End.Failed(reason(status));
            default -> new End.Running();
        };
    }

    /** Why a run failed, if another one may do better. */
    private String reason(JsonNode status) {
        MetaError error = MetaError.ofRun(status);
        if (error.code() == 0) {
            return "Meta does not say why";
        }
        Failure failure = errors.classify(error, new ErrorAnswer(200, Map.of(), ""));
        if (failure.kind() == Kind.TRANSIENT) {
            return failure.code() + ": " + failure.text();
        }
        throw new SourceException(
                failure.kind(),
                "a report run failed with " + failure.code() + ": " + failure.text(),
                new ApiFailure(failure),
                failure.retryAfter());
    }
}
