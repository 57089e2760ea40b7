package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds days on which an arm has far more clicks for its impressions than ever, and conversions do not follow: bots, or
 * a counter that runs wild.
 *
 * <p>The clicks of a day vary more than a binomial law says: by the day-to-day spread of the click rate, too. With the
 * usual rate p, n impressions and a relative spread s, they have the variance {@code n p + (n p s)^2}.
 */
final class ClickFlood {
    private static final int PAST_DAYS = 28;
    private static final double LEAST_IMPRESSIONS = 100;
    private static final double LEAST_SPREAD = 0.1;
    /** Conversions follow if they come to this share of what as many clicks usually bring. */
    private static final double FOLLOWING = 0.5;

    private ClickFlood() {}

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        for (LocalDate day : days.daysOverFor(0)) {
            for (String arm : days.arms()) {
                Totals now = days.inSlice(arm, day);
                Usual usual = now == null ? null : Usual.of(days, arm, day, parameters.count("minDays"));
                if (now != null && usual != null && isFlood(now, usual, parameters)) {
                    findings.add(
                            Subject.arm(arm, day),
                            "clicks",
                            String.format(Locale.ROOT, "%.0f", now.clicks()),
                            String.format(
                                    Locale.ROOT,
                                    "expected about %.0f clicks for %.0f impressions, as on other days, and conversions"
                                            + " do not follow; look for bots",
                                    usual.clickRate * now.impressions(),
                                    now.impressions()));
                }
            }
        }
    }

    private static boolean isFlood(Totals now, Usual usual, Parameters parameters) {
        double expected = usual.clickRate * now.impressions();
        double deviation = Math.sqrt(expected + Math.pow(expected * usual.spread, 2));
        return now.clicks() >= parameters.get("minTimes") * expected
                && now.clicks() - expected >= parameters.get("minClicks")
                && now.clicks() - expected >= parameters.get("deviations") * deviation
                && now.conversions() <= FOLLOWING * usual.conversionRate * now.clicks();
    }

    /** The usual click rate, its relative spread from day to day, and the conversions a click. */
    private record Usual(double clickRate, double spread, double conversionRate) {
        static @Nullable Usual of(ArmDays days, String arm, LocalDate day, long minDays) {
            List<Totals> past = new ArrayList<>();
            for (int i = 1; i <= PAST_DAYS; i++) {
                Totals totals = days.known(arm, day.minusDays(i));
                if (totals != null && totals.impressions() >= LEAST_IMPRESSIONS) {
                    past.add(totals);
                }
            }
            double clicks = past.stream().mapToDouble(Totals::clicks).sum();
            if (past.size() < minDays || clicks <= 0) {
                return null;
            }
            double[] logRates = past.stream()
                    .mapToDouble(totals -> Math.log((totals.clicks() + 0.5) / totals.impressions()))
                    .toArray();
            double conversions = past.stream().mapToDouble(Totals::conversions).sum();
            return new Usual(
                    Math.exp(Robust.median(logRates)),
                    Math.max(LEAST_SPREAD, Robust.spread(logRates)),
                    conversions / clicks);
        }
    }
}
