package io.banditpipeline;

import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.store.AlertStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The alerts of a pipeline, as kept in its storage: what is open, what was, and who knows of it. This class is
 * thread-safe.
 */
public final class Alerts {
    private final AlertStore store;
    private final InstantSource clock;

    Alerts(AlertStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The open alerts, the most severe and then the oldest first. */
    public List<AlertRecord> open() {
        return store.open();
    }

    /**
     * The alerts that were raised last, open or not, the latest first.
     *
     * @param limit the most that are answered
     * @throws IllegalArgumentException if it is below 1
     */
    public List<AlertRecord> latest(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        return store.latest(limit);
    }

    /**
     * Notes that somebody knows of an open alert: it is not delivered again unless it becomes more severe, or is over
     * and comes back.
     *
     * @param code the alert's code
     * @param subject what it is about
     * @param by who knows of it, for people
     * @return whether there is such an open alert
     * @throws IllegalArgumentException if {@code by} is blank
     */
    public boolean acknowledge(String code, String subject, String by) {
        if (by.isBlank()) {
            throw new IllegalArgumentException("by must not be blank: say who knows of the alert");
        }
        return store.acknowledge(code, subject, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
