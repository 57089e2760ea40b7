package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.store.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where alerts are handed in: it keeps them, and delivers to every sink what a person has not heard of, at a bounded
 * rate, in threads of its own that live only while they deliver. Nothing that a sink or the storage does comes back to
 * the caller. Thread-safe.
 */
public final class AlertDesk implements AlertSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);

    private final AlertStore store;
    private final List<SinkLane> lanes;
    private final InstantSource clock;
    private final DeskSettings settings;
    private final UnstoredAlerts unstored = new UnstoredAlerts();
    private final Object throttling = new Object();
    private final Map<Alert.Severity, Throttle> throttles = new EnumMap<>(Alert.Severity.class);

    /**
     * @param store where alerts are kept
     * @param sinks who is told; the host closes them
     * @param clock the time
     * @param settings how alerts are delivered
     */
    public AlertDesk(AlertStore store, List<AlertSink> sinks, InstantSource clock, DeskSettings settings) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.lanes =
                sinks.stream().map(sink -> new SinkLane(sink, clock, settings)).toList();
    }

    /** Notes that something is wrong; delivered if it is new, graver than before, or not acknowledged for too long. */
    @Override
    public void raise(Alert alert) {
        boolean deliver;
        try {
            deliver = store.raise(alert, settings.repeatAfter());
            deliver &= !unstored.handOver(alert, settings.repeatAfter());
        } catch (RuntimeException e) {
            LOG.error("alert={} could not be kept; it is delivered without", AlertKey.of(alert), e);
            deliver = unstored.raise(alert, settings.repeatAfter());
        }
        tell(deliver ? List.of(new Delivery.Raised(alert)) : List.of());
    }

    /** As {@link #raise}, for when it is known that the storage is away. */
    public void raiseUnstored(Alert alert) {
        boolean deliver = unstored.raise(alert, settings.repeatAfter());
        tell(deliver ? List.of(new Delivery.Raised(alert)) : List.of());
    }

    /** Notes that it is over; delivered if it was open and somebody was told of it. */
    public void resolve(String code, String subject) {
        Instant now = clock.instant();
        Optional<AlertRecord> kept = Optional.empty();
        try {
            kept = store.resolve(code, subject, now);
        } catch (RuntimeException e) {
            LOG.error("alert={} subject={} could not be closed; it is tried again later", code, subject, e);
        }
        tellOver(kept.or(() -> unstored.resolve(new AlertKey(code, subject))), now);
    }

    /** As {@link #resolve}, of an alert that was raised with {@link #raiseUnstored}. */
    public void resolveUnstored(String code, String subject) {
        tellOver(unstored.resolve(new AlertKey(code, subject)), clock.instant());
    }

    /** Tries again what could not be delivered, and tells what was kept back. Call it now and then. */
    public void tick() {
        tell(List.of());
    }

    /**
     * Waits until all that was handed in was delivered or has failed, such as at the end of a run that the process does
     * not outlive.
     *
     * @param limit how long at most
     * @return whether it was in time
     */
    public boolean flush(Duration limit) {
        return SinkLane.awaitAll(lanes, limit);
    }

    /** Delivers what was handed in, within the bound, and refuses what comes later. Calling it again does nothing. */
    @Override
    public void close() {
        SinkLane.closeAll(lanes, settings.closeWithin());
    }

    private void tellOver(Optional<AlertRecord> was, Instant now) {
        tell(was.filter(record -> record.deliveredAt() != null)
                .map(record -> new Delivery.Resolved(resolved(record, now)))
                .<List<? extends Delivery>>map(List::of)
                .orElse(List.of()));
    }

    private static AlertRecord resolved(AlertRecord was, Instant now) {
        return new AlertRecord(
                was.latest(),
                was.firstAt(),
                was.occurrences(),
                was.deliveredAt(),
                was.acknowledgedBy(),
                was.acknowledgedAt(),
                now);
    }

    private void tell(List<? extends Delivery> news) {
        List<Delivery> out = new ArrayList<>();
        Instant now = clock.instant();
        synchronized (throttling) {
            news.stream().filter(delivery -> passes(delivery, now)).forEach(out::add);
            for (Alert.Severity severity : Alert.Severity.values()) {
                throttle(severity, now).summary(now).map(Delivery.Raised::new).ifPresent(out::add);
            }
            if (out.isEmpty()) {
                lanes.forEach(SinkLane::retry);
            }
            out.forEach(delivery -> lanes.forEach(lane -> lane.offer(delivery)));
        }
    }

    private boolean passes(Delivery delivery, Instant now) {
        Alert.Severity severity = delivery.alert().severity();
        throttles.forEach((other, throttle) -> {
            if (other != severity) {
                throttle.forget(delivery.key()); // what was kept back before it became graver
            }
        });
        return throttle(severity, now).passes(delivery, now);
    }

    private Throttle throttle(Alert.Severity severity, Instant now) {
        return throttles.computeIfAbsent(severity, key -> new Throttle(key, settings.perHour(), now));
    }
}
