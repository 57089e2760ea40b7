package io.banditpipeline.testkit.store;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The history of runs in memory. */
final class InMemoryRuns implements RunStore {
    private final Object lock;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    InMemoryRuns(Object lock) {
        this.lock = lock;
    }

    /** A run; its attempts are the token of whoever holds it. */
    private static final class Row {
        private NewRun run;
        private RunState state = RunState.RUNNING;
        private int attempts = 1;
        private final Instant startedAt;
        private @Nullable Instant endedAt;
        private Instant leasedUntil;
        private Signal signal = Signal.NONE;
        private String error = "";
        private final Map<String, StoredStep> steps = new LinkedHashMap<>();

        private Row(NewRun run, Instant now, Duration lease) {
            this.run = run;
            this.startedAt = now;
            this.leasedUntil = Kept.micros(now.plus(lease));
        }

        private StoredRun stored() {
            return new StoredRun(
                    run, state, attempts, startedAt, endedAt, leasedUntil, signal, error, List.copyOf(steps.values()));
        }

        private boolean isHeld(Instant now, Duration lease) {
            return state == RunState.RUNNING
                    && leasedUntil.isAfter(now)
                    && !leasedUntil.isAfter(now.plus(lease.multipliedBy(2)));
        }

        private Lease takeOver(String instance, Instant now, Duration lease) {
            run = new NewRun(
                    run.runId(), run.workflow(), run.slot(), run.asOf(), run.scope(), run.startedBy(), instance);
            state = RunState.RUNNING;
            attempts++;
            endedAt = null;
            error = "";
            leasedUntil = Kept.micros(now.plus(lease));
            return lease();
        }

        private Lease lease() {
            return new Lease(run.runId(), attempts);
        }
    }

    @Override
    public Claim claim(NewRun given, Instant moment, Duration lease, boolean again) {
        Instant now = Kept.micros(moment);
        synchronized (lock) {
            Row row = rows.get(given.runId());
            if (row == null) {
                Row begun = new Row(micros(given), now, lease);
                rows.put(given.runId(), begun);
                return new Claim.Granted(begun.lease(), begun.stored());
            }
            if (row.state.ended() && (row.state == RunState.SUCCEEDED || !again)) {
                return new Claim.Ended(row.stored());
            }
            if (row.isHeld(now, lease) || row.state == RunState.PAUSED && row.signal == Signal.PAUSE) {
                return new Claim.Held(row.stored());
            }
            if (row.state.ended()) {
                row.signal = Signal.NONE;
            }
            return new Claim.Granted(row.takeOver(given.instance(), now, lease), row.stored());
        }
    }

    private static NewRun micros(NewRun run) {
        Instant slot = run.slot();
        return new NewRun(
                run.runId(),
                run.workflow(),
                slot == null ? null : Kept.micros(slot),
                Kept.micros(run.asOf()),
                run.scope(),
                run.startedBy(),
                run.instance());
    }

    @Override
    public Optional<Signal> extend(Lease lease, Instant now, Duration duration) {
        synchronized (lock) {
            return held(lease).map(row -> {
                row.leasedUntil = Kept.micros(now.plus(duration));
                return row.signal;
            });
        }
    }

    @Override
    public boolean save(Lease lease, List<StoredStep> steps) {
        synchronized (lock) {
            Optional<Row> row = held(lease);
            row.ifPresent(
                    kept -> steps.forEach(step -> kept.steps.put(step.report().name(), asKept(step))));
            return row.isPresent();
        }
    }

    /** Without parts; instants in microseconds, durations in milliseconds. */
    private static StoredStep asKept(StoredStep step) {
        StepReport report = step.report();
        Instant startedAt = step.startedAt();
        return new StoredStep(
                new StepReport(
                        report.name(),
                        report.state(),
                        report.counts(),
                        report.duration().truncatedTo(ChronoUnit.MILLIS),
                        report.messages(),
                        report.attempts(),
                        report.mayPass(),
                        List.of()),
                step.parent(),
                startedAt == null ? null : Kept.micros(startedAt),
                step.gave(),
                step.output());
    }

    @Override
    public boolean end(Lease lease, RunState state, Instant at, String error) {
        synchronized (lock) {
            Optional<Row> row = held(lease);
            row.ifPresent(kept -> {
                boolean isUnwanted = state == RunState.PAUSED && kept.signal == Signal.CANCEL;
                kept.state = isUnwanted ? RunState.CANCELLED : state;
                kept.endedAt = Kept.micros(at);
                kept.error = error;
            });
            return row.isPresent();
        }
    }

    @Override
    public Optional<StoredRun> signal(String runId, Signal signal, Instant moment) {
        Instant now = Kept.micros(moment);
        synchronized (lock) {
            Optional<Row> row = Optional.ofNullable(rows.get(runId));
            row.filter(kept -> !kept.state.ended()).ifPresent(kept -> {
                kept.signal = signal;
                boolean idle = kept.state == RunState.PAUSED || !kept.leasedUntil.isAfter(now);
                if (signal == Signal.CANCEL && idle) {
                    kept.state = RunState.CANCELLED;
                    kept.endedAt = now;
                }
            });
            return row.map(Row::stored);
        }
    }

    @Override
    public Optional<StoredRun> find(String runId) {
        synchronized (lock) {
            return Optional.ofNullable(rows.get(runId)).map(Row::stored);
        }
    }

    @Override
    public List<StoredRun> latest(RunQuery query) {
        synchronized (lock) {
            List<Row> newestFirst = new ArrayList<>(rows.values());
            Collections.reverse(newestFirst);
            return newestFirst.stream()
                    .filter(row ->
                            query.workflows().isEmpty() || query.workflows().contains(row.run.workflow()))
                    .filter(row -> query.states().isEmpty() || query.states().contains(row.state))
                    .limit(query.limit())
                    .map(Row::stored)
                    .toList();
        }
    }

    @Override
    public long removeEndedBefore(Instant given) {
        Instant moment = Kept.micros(given);
        synchronized (lock) {
            Set<String> kept = new HashSet<>();
            Set<String> latest = new HashSet<>();
            Set<String> succeeded = new HashSet<>();
            List<Row> newestFirst = new ArrayList<>(rows.values());
            Collections.reverse(newestFirst);
            for (Row row : newestFirst) {
                Instant endedAt = row.endedAt;
                boolean stays = !row.state.ended() || endedAt == null || !endedAt.isBefore(moment);
                stays |= latest.add(row.run.workflow());
                stays |= row.state == RunState.SUCCEEDED && succeeded.add(row.run.workflow());
                if (stays) {
                    kept.add(row.run.runId());
                }
            }
            long before = rows.size();
            rows.keySet().retainAll(kept);
            return before - rows.size();
        }
    }

    private Optional<Row> held(Lease lease) {
        return Optional.ofNullable(rows.get(lease.runId()))
                .filter(row -> row.attempts == lease.token() && row.state == RunState.RUNNING);
    }
}
