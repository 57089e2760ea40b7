package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects why budgets could not be set, to be told when all that could be were. Not thread-safe. */
final class Problems {
    private static final int MOST_NAMED = 10;

    private final boolean live;
    private final List<SourceException> found = new ArrayList<>();

    /** @param live whether budgets were to be set: what a dry run finds unfit is written down only */
    Problems(boolean live) {
        this.live = live;
    }

    /** A budget that a person must see to. */
    void refused(String subject, String text) {
        if (live) {
            add(subject, Kind.CONFIGURATION, text, null);
        }
    }

    void add(String subject, Kind kind, String text, @Nullable Duration retryAfter) {
        found.add(new SourceException(kind, subject + ": " + text, null, retryAfter));
    }

    void add(String subject, SourceException failure) {
        found.add(new SourceException(
                failure.kind(),
                subject + ": " + failure.getMessage(),
                failure,
                failure.retryAfter().orElse(null)));
    }

    /**
     * Tells all of them as one failure. It can pass if one of them can; the longest delay that was asked for holds.
     *
     * @throws SourceException if there are any
     */
    void throwIfAny(String allocationId) {
        if (found.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("Allocation " + allocationId + ": " + found.size()
                + (found.size() == 1 ? " budget is" : " budgets are") + " not as decided; the others are dealt with. ");
        found.stream().limit(MOST_NAMED).forEach(problem -> text.append(problem.getMessage())
                .append("; "));
        text.setLength(text.length() - 2);
        if (found.size() > MOST_NAMED) {
            text.append("; and ").append(found.size() - MOST_NAMED).append(" more");
        }
        SourceException worst = worst();
        SourceException thrown = new SourceException(worst.kind(), text.toString(), worst.getCause(), longestDelay());
        found.stream().filter(problem -> problem != worst).forEach(thrown::addSuppressed);
        throw thrown;
    }

    /** One that asks to wait, else one that can pass, else the first. */
    private SourceException worst() {
        return found.stream()
                .min(Comparator.comparingInt(problem -> switch (problem.kind()) {
                    case THROTTLED -> 0;
                    case TRANSIENT, RESTART, SPLIT -> 1;
                    case AUTHENTICATION, PERMISSION, CONFIGURATION, GONE -> 2;
                }))
                .orElseThrow();
    }

    private @Nullable Duration longestDelay() {
        return found.stream()
                .map(problem -> problem.retryAfter().orElse(null))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
