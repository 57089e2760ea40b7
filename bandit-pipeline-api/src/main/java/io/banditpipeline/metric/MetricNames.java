package io.banditpipeline.metric;

import io.banditpipeline.internal.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that platforms give to quantities, with their units. Names are equal if they differ only in case, spaces,
 * {@code _} and {@code -}, so that {@code metrics.cost_micros} and {@code metrics.costMicros} are one.
 *
 * <p>What a report does not name is absent, which is not zero. Immutable and thread-safe.
 */
public final class MetricNames {
    private static final Pattern SPACING = Pattern.compile("[\\s_-]");

    private final Map<String, Map<String, MetricName>> byPlatform;

    private MetricNames(Map<String, Map<String, MetricName>> byPlatform) {
        this.byPlatform = byPlatform;
    }

    /** No names. */
    public static MetricNames none() {
        return new MetricNames(Map.of());
    }

    /**
     * The names of {@code google_ads} (fields of its query language), {@code meta} (fields of its insights, actions as
     * {@code actions:omni_purchase} and {@code action_values:omni_purchase}) and {@code trade_desk} (columns of its
     * reports). The numbered conversion columns of The Trade Desk mean something else in each campaign: name yours.
     */
    public static MetricNames ofDefaults() {
        return none().withAll("google_ads", PlatformNames.googleAds())
                .withAll("meta", PlatformNames.meta())
                .withAll("trade_desk", PlatformNames.tradeDesk());
    }

    /** With a name more, or with another meaning of one. */
    public MetricNames with(String platform, String name, Metric metric, MetricUnit unit) {
        return with(platform, new MetricName.Known(name, metric, unit, 0));
    }

    /** With a name that is left out on purpose. */
    public MetricNames ignoring(String platform, String name, String reason) {
        return with(platform, new MetricName.Ignored(name, reason));
    }

    /**
     * With a name more, or with another meaning of one.
     *
     * @throws IllegalArgumentException if the name is blank or {@link MetricName.Unknown}
     */
    public MetricNames with(String platform, MetricName name) {
        return withAll(platform, List.of(name));
    }

    private MetricNames withAll(String platform, List<MetricName> names) {
        Map<String, MetricName> merged = new HashMap<>(byPlatform.getOrDefault(platform, Map.of()));
        for (MetricName name : names) {
            if (name instanceof MetricName.Unknown || name.name().isBlank()) {
                throw new IllegalArgumentException("a name must be known or ignored, and not blank, but is " + name);
            }
            merged.put(fold(name.name()), name);
        }
        Map<String, Map<String, MetricName>> all = new HashMap<>(byPlatform);
        all.put(platform, Map.copyOf(merged));
        return new MetricNames(Map.copyOf(all));
    }

    /** What is known of a name; the answer spells it as the question does. */
    public MetricName find(String platform, String name) {
        Map<String, MetricName> names = byPlatform.getOrDefault(platform, Map.of());
        MetricName found = names.get(fold(name));
        if (found instanceof MetricName.Known known) {
            return new MetricName.Known(name, known.metric(), known.unit(), known.rank());
        }
        return found instanceof MetricName.Ignored ignored
                ? new MetricName.Ignored(name, ignored.reason())
                : new MetricName.Unknown(name, nearest(name, names.values()));
    }

    /**
     * Which of some names count: for each metric those of the lowest rank, in the given order. More than one is to be
     * added up; the same name in two spellings counts once; metrics that none of them speaks of are missing.
     *
     * <p>Ask for the columns of a report as a whole, not row by row, or a row in which the better column is empty would
     * count something else than its neighbours. The actions of a row of Meta are to be asked for row by row: the same
     * purchase comes under several of them.
     */
    public Map<Metric, List<MetricName.Known>> counted(String platform, Collection<String> names) {
        Map<Metric, List<MetricName.Known>> best = new EnumMap<>(Metric.class);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (find(platform, name) instanceof MetricName.Known known && seen.add(fold(name))) {
                best.merge(known.metric(), List.of(known), MetricNames::ofLowerRank);
            }
        }
        return best;
    }

    /**
     * Reads the rows of a report.
     *
     * @param columns the names of its columns of quantities, without those of days, ids and the like
     */
    public MetricReader reader(String platform, Collection<String> columns) {
        return new MetricReader(this, platform, columns);
    }

    private static List<MetricName.Known> ofLowerRank(List<MetricName.Known> a, List<MetricName.Known> b) {
        int difference = Integer.compare(a.get(0).rank(), b.get(0).rank());
        if (difference != 0) {
            return difference < 0 ? a : b;
        }
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static Optional<String> nearest(String name, Collection<MetricName> known) {
        String wanted = fold(name);
        @Nullable
        MetricName best = known.stream()
                .filter(candidate -> EditDistance.isNear(wanted, fold(candidate.name())))
                .min(Comparator.<MetricName>comparingInt(
                                candidate -> EditDistance.between(wanted, fold(candidate.name())))
                        .thenComparing(MetricName::name))
                .orElse(null);
        return Optional.ofNullable(best).map(MetricName::name);
    }

    private static String fold(String name) {
        return SPACING.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
