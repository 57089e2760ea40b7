package io.banditpipeline.store;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Alerts and what became of them. Of one code and subject one alert is open at a time. Thread-safe, also between
 * processes: of several that raise one alert at once, one is told to deliver it.
 */
public interface AlertStore {
    /**
     * Notes an alert: opens it, or counts it once more if it is open.
     *
     * @param alert the alert
     * @param repeatAfter how long after it was delivered an open alert is delivered again; an alert that is more severe
     *     than when it was delivered last is delivered at once, and nobody has then acknowledged it; an acknowledged
     *     one that is not is not delivered again
     * @return whether it is to be delivered now; it is then noted as delivered at the alert's moment
     */
    boolean raise(Alert alert, Duration repeatAfter);

    /**
     * Closes an open alert, because what it told of is over.
     *
     * @return the alert as it was; empty if none is open
     */
    Optional<AlertRecord> resolve(String code, String subject, Instant at);

    /**
     * Notes that somebody knows of an open alert.
     *
     * @param by who, for people
     * @return whether there is such an open alert
     */
    boolean acknowledge(String code, String subject, String by, Instant at);

    /** The open alerts, the most severe and then the oldest first. */
    List<AlertRecord> open();

    /** The alerts that were raised last, open or not, the latest first. */
    List<AlertRecord> latest(int limit);

    /**
     * Removes alerts that were closed before a moment.
     *
     * @return how many
     */
    long removeResolvedBefore(Instant moment);
}
