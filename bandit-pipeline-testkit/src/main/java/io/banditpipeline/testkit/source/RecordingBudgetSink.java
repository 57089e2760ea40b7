package io.banditpipeline.testkit.source;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.BudgetSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every allocation that was published; one that is published again counts once. This class is thread-safe.
 *
 * <p>It can be told to refuse, as a platform would whose API is down.
 */
public final class RecordingBudgetSink implements BudgetSink {
    private final Map<String, Allocation> published = new LinkedHashMap<>();
    private int calls;
    private @Nullable RuntimeException refusal;

    /** A sink that accepts everything. */
    public RecordingBudgetSink() {}

    /** Refuses from now on by throwing this. */
    public synchronized void refuse(RuntimeException exception) {
        refusal = exception;
    }

    /** Accepts from now on. */
    public synchronized void accept() {
        refusal = null;
    }

    @Override
    public synchronized void publish(Allocation allocation) {
        calls++;
        if (refusal != null) {
            throw refusal;
        }
        published.putIfAbsent(allocation.id(), allocation);
    }

    /** How often it was called, refusals and repeats included. */
    public synchronized int calls() {
        return calls;
    }

    /** The allocations that were accepted, each once, in order. */
    public synchronized List<Allocation> published() {
        return List.copyOf(published.values());
    }

    /** The one that was accepted last, if any. */
    public synchronized Optional<Allocation> latest() {
        List<Allocation> all = new ArrayList<>(published.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The budgets of an allocation by arm id, as {@code SyntheticMarket.applyBudgets} takes them. */
    public static Map<String, Long> budgets(Allocation allocation) {
        Map<String, Long> micros = new LinkedHashMap<>();
        for (ArmAllocation arm : allocation.arms()) {
            micros.put(arm.armId(), arm.budgetMicros());
        }
        return micros;
    }
}
