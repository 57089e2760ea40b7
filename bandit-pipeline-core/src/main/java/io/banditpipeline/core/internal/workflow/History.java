package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads steps that were kept. Stateless. */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private History() {}

    /**
     * Whether a step need not be done again: it went well. What went well in part may do better: a person may have
     * mended meanwhile what cannot pass by itself.
     */
    static boolean isSettled(StepReport report) {
        return report.state() == StepState.SUCCEEDED || report.state() == StepState.SKIPPED;
    }

    /** Whether what a step gave is at hand, or it gave nothing. */
    static boolean isReadable(StoredStep stored, Step<?> step) {
        return !stored.gave() || stored.output() != null && step.keepsOutput();
    }

    /** The parts of a step, by name. */
    static Map<String, StoredStep> partsOf(List<StoredStep> history, String parent) {
        Map<String, StoredStep> parts = new LinkedHashMap<>();
        for (StoredStep step : history) {
            if (parent.equals(step.parent())) {
                parts.put(step.report().name(), step);
            }
        }
        return parts;
    }

    /** The parts of a step and theirs, at any depth. */
    static List<StoredStep> descendants(List<StoredStep> history, String parent) {
        List<StoredStep> all = new ArrayList<>();
        for (StoredStep part : partsOf(history, parent).values()) {
            all.add(part);
            all.addAll(descendants(history, part.report().name()));
        }
        return all;
    }

    /** A step's report with those of its parts. */
    static StepReport withParts(List<StoredStep> history, StepReport report) {
        return report.withParts(partsOf(history, report.name()).values().stream()
                .map(part -> withParts(history, part.report()))
                .toList());
    }

    /**
     * What became of a step, as it was kept.
     *
     * @return empty if what it gave was kept as a text that its step cannot read
     */
    static <T> Optional<StepOutcome<T>> outcome(List<StoredStep> history, StoredStep stored, Step<T> step) {
        StepReport report = withParts(history, stored.report());
        String text = stored.output();
        if (text == null || !step.keepsOutput()) {
            return Optional.of(new StepOutcome<>(report, null, null));
        }
        try {
            return Optional.of(new StepOutcome<>(report, step.read(text), null));
        } catch (RuntimeException e) {
            LOG.warn("step={} what it gave cannot be read, so it is done again", step.name(), e);
            return Optional.empty();
        }
    }
}
