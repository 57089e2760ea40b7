package io.banditpipeline.testkit.store;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.store.DecisionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Model runs, states and allocations in memory. */
final class InMemoryDecisions implements DecisionStore {
    private static final Comparator<Allocation> BY_MOMENT = Comparator.comparing(
                    (Allocation allocation) -> allocation.record().asOf())
            .thenComparing(Allocation::day)
            .thenComparing(Allocation::id);

    private final Object lock;
    private final InMemoryCatalog catalog;
    private final Map<String, MmmRun> runs = new TreeMap<>();
    private final Map<String, Allocation> allocations = new TreeMap<>();
    private final Map<String, ArmState> states = new TreeMap<>();

    InMemoryDecisions(Object lock, InMemoryCatalog catalog) {
        this.lock = lock;
        this.catalog = catalog;
    }

    @Override
    public void save(MmmRun run) {
        synchronized (lock) {
            runs.putIfAbsent(run.id(), inMicros(run));
        }
    }

    @Override
    public Optional<MmmRun> modelRun(String id) {
        synchronized (lock) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    @Override
    public Optional<MmmRun> latestModelRun(String campaignId, Instant asOf) {
        synchronized (lock) {
            return runs.values().stream()
                    .filter(run ->
                            run.campaignId().equals(campaignId) && !run.asOf().isAfter(asOf))
                    .max(Comparator.comparing(MmmRun::asOf).thenComparing(MmmRun::id));
        }
    }

    @Override
    public void saveStates(List<ArmState> next, String inputsHash, Instant asOf) {
        synchronized (lock) {
            next.forEach(state -> states.put(state.armId(), state));
        }
    }

    @Override
    public List<ArmState> states(String campaignId) {
        synchronized (lock) {
            return states.values().stream()
                    .filter(state -> catalog.isIn(campaignId, state.armId()))
                    .toList();
        }
    }

    @Override
    public boolean save(Allocation allocation) {
        synchronized (lock) {
            return allocations.putIfAbsent(allocation.id(), inMicros(allocation)) == null;
        }
    }

    @Override
    public Optional<Allocation> allocation(String id) {
        synchronized (lock) {
            return Optional.ofNullable(allocations.get(id));
        }
    }

    @Override
    public Optional<Allocation> lastGood(String campaignId, Instant asOf) {
        synchronized (lock) {
            return allocations.values().stream()
                    .filter(allocation -> allocation.campaignId().equals(campaignId))
                    .filter(allocation -> allocation.state() == Allocation.State.DECIDED)
                    .filter(allocation -> !allocation.record().asOf().isAfter(asOf))
                    .max(BY_MOMENT);
        }
    }

    @Override
    public List<Allocation> latest(String campaignId, int limit) {
        synchronized (lock) {
            return allocations.values().stream()
                    .filter(allocation -> allocation.campaignId().equals(campaignId))
                    .sorted(BY_MOMENT.reversed())
                    .limit(limit)
                    .toList();
        }
    }

    private static MmmRun inMicros(MmmRun run) {
        return new MmmRun(
                run.id(),
                run.campaignId(),
                run.modelId(),
                Kept.micros(run.asOf()),
                run.lastDay(),
                run.inputsHash(),
                run.posterior());
    }

    private static Allocation inMicros(Allocation allocation) {
        DecisionRecord record = allocation.record();
        return new Allocation(
                allocation.id(),
                allocation.campaignId(),
                allocation.day(),
                allocation.currency(),
                allocation.budgetMicros(),
                allocation.unspentMicros(),
                allocation.arms(),
                allocation.state(),
                allocation.reason(),
                new DecisionRecord(
                        Kept.micros(record.asOf()),
                        record.configHash(),
                        record.agentId(),
                        record.modelRunId(),
                        record.seed(),
                        record.inputsHash()));
    }
}
