package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.core.internal.math.TailFunctions;
import java.util.List;

/**
 * Says whether a ratio of counts moved by more than chance, however small the counts are: the gate that keeps ratios of
 * small arms from flooding the alerts.
 *
 * <p>What is known of past periods gives a predictive law for the count now at its exposure now; the count is strange
 * if it lies in a tail of that law that is less likely than a limit. The law knows that ratios really differ from
 * period to period (by the method of moments over the past periods; Williams 1982), how little a short past tells, and
 * how few the counts are now:
 *
 * <ul>
 *   <li>{@link #share}: so many of so many, as clicks of impressions: beta-binomial;
 *   <li>{@link #rate}: so many at so much, as conversions at clicks, which may be fractions and more than the clicks:
 *       gamma-Poisson, that is negative binomial.
 * </ul>
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RatioBound {
    private static final double TAIL = 1e-4;
    private static final double USUAL_SPREAD = 0.1;
    private static final double USUAL_SPREAD_WEIGHT = 5;
    private static final double JEFFREYS = 0.5;
    private static final double LARGEST_SIZE = 1e6;

    private final double tail;
    private final double usualSpread;

    private RatioBound(double tail, double usualSpread) {
        this.tail = tail;
        this.usualSpread = usualSpread;
    }

    /** A tail of 1e-4, and ratios that differ by 10 % from period to period unless the past says otherwise. */
    public static RatioBound ofDefaults() {
        return new RatioBound(TAIL, USUAL_SPREAD);
    }

    /**
     * Another limit.
     *
     * @param limit how likely a count as far out may be at most, on its side
     * @throws IllegalArgumentException if it is not above 0 and below 0.5
     */
    public RatioBound withTail(double limit) {
        if (!(limit > 0 && limit < 0.5)) {
            throw new IllegalArgumentException("the tail must be above 0 and below 0.5, but is " + limit);
        }
        return new RatioBound(limit, usualSpread);
    }

    /**
     * Another idea of how much ratios differ from period to period; it counts as much as five past periods.
     *
     * @param relative the standard deviation of the true ratios over their mean; 0 if they are all the same
     * @throws IllegalArgumentException if it is not from 0 to 2
     */
    public RatioBound withUsualSpread(double relative) {
        if (!(relative >= 0 && relative <= 2)) {
            throw new IllegalArgumentException("the usual spread must be from 0 to 2, but is " + relative);
        }
        return new RatioBound(tail, relative);
    }

    /**
     * Counts of one period.
     *
     * @param events how many, such as clicks; 0 or more, fractions are allowed
     * @param exposure of how many, or at how many, such as impressions; 0 or more
     */
    public record Counts(double events, double exposure) {
        /** @throws IllegalArgumentException if one is negative or not finite */
        public Counts {
            if (!(events >= 0 && exposure >= 0 && events + exposure <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "counts must be finite and not negative, but are " + events + " at " + exposure);
            }
        }
    }

    /**
     * Where a count lies.
     *
     * @param lower how likely a count as small or smaller was
     * @param upper how likely a count as large or larger was
     * @param expected the count that was expected at this exposure
     * @param kind {@link Kind#DROP} or {@link Kind#SPIKE} if a tail is below the limit
     */
    public record Bound(double lower, double upper, double expected, Kind kind) {}

    /**
     * So many of so many. Events that are not whole are rounded towards what was expected.
     *
     * @param past periods of the same length as now, without known incidents; periods without exposure say nothing
     * @throws IllegalArgumentException if a period has more events than exposure
     */
    public Bound share(List<Counts> past, Counts now) {
        past.forEach(RatioBound::requirePart);
        requirePart(now);
        Past sums = Past.of(past);
        double n = Math.rint(now.exposure);
        if (n == 0 || sums.exposure == 0) {
            return unknown();
        }
        double mean = (sums.events + JEFFREYS) / (sums.exposure + 2 * JEFFREYS);
        double spread = mixed(sums.shareSpread(), usualSpread * usualSpread * mean / (1 - mean), sums.periods);
        double correlation = Math.min(0.5, spread + 1 / (sums.exposure + 2));
        double weight = 1 / correlation - 1;
        double a = mean * weight;
        double b = (1 - mean) * weight;
        double low = Math.min(n, Math.ceil(now.events));
        double high = Math.min(n, Math.floor(now.events));
        return bound(
                TailFunctions.betaBinomialLower(n, a, b, low),
                TailFunctions.betaBinomialUpper(n, a, b, high),
                mean * n);
    }

    /**
     * So many at so much.
     *
     * @param past periods of the same length as now, without known incidents; periods without exposure say nothing
     */
    public Bound rate(List<Counts> past, Counts now) {
        Past sums = Past.of(past);
        if (now.exposure == 0 || sums.exposure == 0) {
            return unknown();
        }
        double mean = (sums.events + JEFFREYS) / sums.exposure * now.exposure;
        double spread = mixed(sums.rateSpread(), usualSpread * usualSpread, sums.periods);
        double size = 1 / (spread + 1 / (sums.events + JEFFREYS));
        if (size > LARGEST_SIZE) {
            return bound(
                    TailFunctions.gammaUpper(now.events + 1, mean),
                    now.events == 0 ? 1 : TailFunctions.gammaLower(now.events, mean),
                    mean);
        }
        return bound(
                TailFunctions.negativeBinomialLower(mean, size, now.events),
                TailFunctions.negativeBinomialUpper(mean, size, now.events),
                mean);
    }

    private static void requirePart(Counts counts) {
        if (counts.events > counts.exposure) {
            throw new IllegalArgumentException("a share has at most as many events as exposure, but here are "
                    + counts.events + " of " + counts.exposure + "; use rate(...) for what can be more");
        }
    }

    /** The spread that past periods show, and the usual one, which counts as much as some periods. */
    private static double mixed(double shown, double usual, int periods) {
        int freedom = Math.max(0, periods - 1);
        return (shown * freedom + usual * USUAL_SPREAD_WEIGHT) / (freedom + USUAL_SPREAD_WEIGHT);
    }

    private static Bound unknown() {
        return new Bound(1, 1, Double.NaN, Kind.NONE);
    }

    private Bound bound(double lower, double upper, double expected) {
        Kind kind = lower < tail ? Kind.DROP : upper < tail ? Kind.SPIKE : Kind.NONE;
        return new Bound(lower, upper, expected, kind);
    }

    /** Sums over past periods, and Pearson's chi-square over what it would be without over-dispersion. */
    private record Past(int periods, double events, double exposure, double squares, double misses) {
        static Past of(List<Counts> counts) {
            List<Counts> exposed =
                    counts.stream().filter(period -> period.exposure > 0).toList();
            double events = exposed.stream().mapToDouble(Counts::events).sum();
            double exposure = exposed.stream().mapToDouble(Counts::exposure).sum();
            double squares = 0;
            double misses = 0;
            for (Counts period : exposed) {
                double miss = period.events - events / exposure * period.exposure;
                squares += period.exposure * period.exposure;
                misses += miss * miss / period.exposure;
            }
            return new Past(exposed.size(), events, exposure, squares, misses);
        }

        /** Correlation within a period beyond that of independent events; 0 if there is none to be seen. */
        double shareSpread() {
            double mean = events / exposure;
            double chiSquare = mean > 0 && mean < 1 ? misses / (mean * (1 - mean)) : 0;
            double weight = exposure - squares / exposure - (periods - 1);
            return weight > 0 ? Math.max(0, (chiSquare - (periods - 1)) / weight) : 0;
        }

        /** Squared relative deviation of the true rates; 0 if there is none to be seen. */
        double rateSpread() {
            double mean = events / exposure;
            double chiSquare = mean > 0 ? misses / mean : 0;
            double weight = mean * (exposure - squares / exposure);
            return weight > 0 ? Math.max(0, (chiSquare - (periods - 1)) / weight) : 0;
        }
    }
}
