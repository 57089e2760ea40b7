package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches the daily cost, impressions, clicks and conversions of every arm, and of each account, for anomalies.
 *
 * <p>Every day is fed once, in order, as it was first seen when it was complete, so that values of the same age are
 * compared; later restatements are {@link LateRestatement}'s. Cost and traffic hardly change any more then, and are
 * learnt from all days of a first collection. Conversions are not: those of old days have come in, tomorrow's will not
 * have, and a detector taught with the former would see a drop on every day to come. So a conversions series learns
 * from the newest complete day only, and is judged once it has learnt enough such days; until then
 * {@link TrackingBreak}, which knows ages, guards against dead tracking.
 *
 * <p>An anomaly must also be a change that matters and that chance hardly makes of a count of that size. More cost,
 * more clicks and fewer conversions are urgent (WARN; more than a multiple of the expected cost is an ERROR), all else
 * is noted (INFO). What moves with cost or clicks in the same direction is not told again. While a burst lasts it is
 * one finding, of the day on which it began. Where most arms of an account move the same way on a day, it is one
 * finding about the account.
 *
 * <p>Keeps nothing itself: what was learnt is handed in and out. The states of an account take some hundred bytes a
 * series besides those of the detector. This class is thread-safe.
 */
public final class AnomalyWatch {
    /** The rule that its findings name. */
    public static final String RULE = "history.anomaly";

    /** The dimension that its findings speak of. */
    public static final Dimension DIMENSION = Dimension.PLAUSIBILITY;

    /** Causes first: a move of cost explains the same move of clicks. */
    private static final List<Metric> METRICS =
            List.of(Metric.COST, Metric.CLICKS, Metric.IMPRESSIONS, Metric.CONVERSIONS);

    /** Arms that are in memory with their states at once. */
    private static final int CHUNK = 200;

    private final AnomalyDetector detector;
    private final WatchSettings settings;

    /** A watch with the preset limits. */
    public AnomalyWatch(AnomalyDetector detector) {
        this(detector, WatchSettings.ofDefaults());
    }

    /** A watch with other limits. */
    public AnomalyWatch(AnomalyDetector detector, WatchSettings settings) {
        this.detector = Objects.requireNonNull(detector, "detector");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** What was learnt before, and where what is learnt goes. */
    public interface States {
        /** The states of some series that are known, by key. */
        Map<String, byte[]> load(Collection<String> keys);

        /** Takes the states that have changed, by key. */
        void save(Map<String, byte[]> changed);
    }

    /**
     * Feeds the days of an account that are complete and were not fed before, some hundred arms at a time.
     *
     * @param history the account's recent days
     * @param states what was learnt of this account, by {@code account key/arm id/metric}. States of another detector
     *     are begun anew
     * @param findings takes what is strange on the newest days
     * @return what was fed, which tells whether what was found before still stands
     */
    public Fed watch(AccountHistory history, States states, Findings findings) {
        Optional<LocalDate> complete = Days.complete(history);
        if (complete.isEmpty()) {
            return Fed.NOTHING;
        }
        Alarms alarms = new Alarms(history.account(), settings);
        List<Watched> all = watched(history);
        Set<Fed> fed = EnumSet.noneOf(Fed.class);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Watched> some = all.subList(from, Math.min(all.size(), from + CHUNK));
            fed.addAll(watch(history.account().key(), some, states, complete.get(), alarms));
        }
        alarms.tell(findings);
        if (!fed.contains(Fed.NEW_DAY)) {
            return Fed.NOTHING;
        }
        return fed.contains(Fed.MORE_OF_DAY) ? Fed.MORE_OF_DAY : Fed.NEW_DAY;
    }

    /** Of the series: NEW_DAY if one was fed now, MORE_OF_DAY if one had the newest day already. */
    private Set<Fed> watch(String account, List<Watched> some, States states, LocalDate complete, Alarms alarms) {
        Set<Fed> fed = EnumSet.noneOf(Fed.class);
        List<String> keys = some.stream()
                .flatMap(watched -> METRICS.stream().map(metric -> key(account, watched, metric)))
                .toList();
        Map<String, byte[]> known = states.load(keys);
        Map<String, byte[]> changed = new TreeMap<>();
        for (Watched watched : some) {
            for (Metric metric : METRICS) {
                String key = key(account, watched, metric);
                byte[] before = known.get(key);
                WatchedSeries series = WatchedSeries.of(detector, settings, metric, before);
                if (series.nextDay(watched.firstDay()).isAfter(complete)) {
                    fed.add(Fed.MORE_OF_DAY);
                }
                if (feed(watched, series, complete, alarms)) {
                    changed.put(key, series.state());
                }
            }
        }
        if (!changed.isEmpty()) {
            states.save(changed);
            fed.add(Fed.NEW_DAY);
        }
        return fed;
    }

    private static String key(String account, Watched watched, Metric metric) {
        return account + "/" + watched.id() + "/" + metric.name().toLowerCase(Locale.ROOT);
    }

    /** What was fed. */
    public enum Fed {
        /** No series was fed. */
        NOTHING,
        /** The newest day was fed for the first time: what was found is all that is strange. */
        NEW_DAY,
        /** Of a day that was fed before, what came later: what was found then stands besides. */
        MORE_OF_DAY
    }

    /** Whether any day was fed. */
    private boolean feed(Watched watched, WatchedSeries series, LocalDate complete, Alarms alarms) {
        LocalDate from = series.nextDay(watched.firstDay());
        // Only the newest day's conversions have the same age on every run.
        LocalDate first = series.metric() == Metric.CONVERSIONS && from.isBefore(complete) ? complete : from;
        boolean fed = false;
        for (LocalDate day : Days.between(first, complete.plusDays(1))) {
            if (watched.on(day).has(series.metric())) {
                fed = true;
                Alarm alarm = series.feed(day, watched);
                if (day.isAfter(complete.minusDays(settings.toldForDays()))) {
                    alarms.take(watched.id(), series.metric(), day, alarm);
                }
            }
        }
        return fed;
    }

    private static List<Watched> watched(AccountHistory history) {
        List<Watched> all = new ArrayList<>();
        history.arms().forEach(arm -> all.add(new Watched(arm.arm().id(), arm.firstDay(), arm.days())));
        history.arms().stream()
                .map(ArmHistory::firstDay)
                .min(LocalDate::compareTo)
                .ifPresent(first -> all.add(Watched.together(first, history.lastDay(), history.arms())));
        return all;
    }
}
