package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one step, over all its tries: a part that went well is not done again by a later try. Thread-safe; a try
 * runs parts once at a time.
 */
final class Parts {
    private final RunServices services;
    private final String parent;
    private final Place place;
    private final Permits.Hold permit;
    private final Earlier earlier;
    private final Map<String, StepOutcome<?>> ended = new LinkedHashMap<>();

    Parts(RunServices services, String parent, Place place, Permits.Hold permit, Earlier earlier) {
        this.services = services;
        this.parent = parent;
        this.place = place;
        this.permit = permit;
        this.earlier = earlier;
    }

    /** How the parts ended so far, in the order in which they were first run. */
    synchronized List<StepReport> reports() {
        return ended.values().stream().map(StepOutcome::report).toList();
    }

    /** Runs parts side by side, without the permit of their step, and waits for all. */
    <T> List<StepOutcome<T>> run(StepTry<?> owner, List<Step<T>> parts) {
        services.names().take(parent, parts);
        owner.enterParts();
        try {
            List<StepOutcome<T>> outcomes = runAll(owner, parts);
            owner.cancellation().throwIfCancelled();
            return outcomes;
        } finally {
            owner.leaveParts();
        }
    }

    private <T> List<StepOutcome<T>> runAll(StepTry<?> owner, List<Step<T>> parts) {
        AtomicReferenceArray<@Nullable StepOutcome<T>> outcomes = new AtomicReferenceArray<>(parts.size());
        Absence absence = new Absence(owner);
        for (int i = 0; i < parts.size(); i++) {
            int position = i;
            Step<T> part = parts.get(i);
            Optional<StepOutcome<T>> known = known(part);
            if (known.isPresent()) {
                outcomes.set(i, known.get());
                keep(part.name(), known.get());
            } else {
                absence.partBegins();
                runner(owner, part, place.part(i)).launch(outcome -> {
                    outcomes.set(position, outcome);
                    keep(part.name(), outcome);
                    absence.partEnded();
                });
            }
        }
        absence.await();
        List<StepOutcome<T>> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            all.add(Objects.requireNonNull(outcomes.get(i), "outcome"));
        }
        return all;
    }

    private <T> StepRunner<T> runner(StepTry<?> owner, Step<T> part, Place where) {
        return new StepRunner<>(services, part, parent, where, owner.cancellation(), earlier(part), other -> {
            throw new IllegalArgumentException("part '" + part.name() + "' has no steps before it");
        });
    }

    /**
     * While its parts run, the step does without its permit. It gives it up only after its parts have asked for theirs,
     * and asks for it before the last of them gives its own back: so that no step that stands behind it slips in.
     */
    private final class Absence {
        private final StepTry<?> owner;
        private final AtomicInteger open = new AtomicInteger(1);
        private final CountDownLatch back = new CountDownLatch(1);

        private Absence(StepTry<?> owner) {
            this.owner = owner;
        }

        private void partBegins() {
            open.incrementAndGet();
        }

        private void partEnded() {
            if (open.decrementAndGet() > 0) {
                return;
            }
            if (owner.cancellation().isCancelled()) {
                back.countDown();
            } else {
                permit.reclaim(back::countDown);
            }
        }

        private void await() {
            if (open.get() > 1) {
                permit.release();
                partEnded();
                Patience.await(back);
            }
        }
    }

    private synchronized void keep(String part, StepOutcome<?> outcome) {
        ended.put(part, outcome);
    }

    /** What became of a part that need not be done again. */
    @SuppressWarnings("unchecked") // a part of one name is one and the same in every try
    private synchronized <T> Optional<StepOutcome<T>> known(Step<T> part) {
        StepOutcome<?> now = ended.get(part.name());
        if (now != null) {
            return History.isSettled(now.report()) ? Optional.of((StepOutcome<T>) now) : Optional.empty();
        }
        StoredStep stored = earlier.parts().get(part.name());
        if (stored == null
                || !earlier.reusable()
                || !History.isSettled(stored.report())
                || !History.isReadable(stored, part)) {
            return Optional.empty();
        }
        return History.outcome(services.journal().steps(), stored, part);
    }

    private Earlier earlier(Step<?> part) {
        return Earlier.of(services.journal().steps(), part.name(), earlier.reusable());
    }
}
