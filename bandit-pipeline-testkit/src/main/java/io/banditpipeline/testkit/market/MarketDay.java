package io.banditpipeline.testkit.market;

import io.banditpipeline.metric.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A local day of an account: the same for all its arms.
 *
 * @param day the day
 * @param hours every hour of UTC that starts in it
 * @param sharesUntil the share of the day's traffic before each hour, and 1 at the end
 */
record MarketDay(LocalDate day, List<Interval> hours, double[] sharesUntil) {
    private static final double[] BY_LOCAL_HOUR = {
        1.2, 0.8, 0.6, 0.5, 0.5, 0.7, 1.2, 2, 3, 3.5, 4, 4.5, 5, 4.8, 4.5, 4.5, 4.8, 5.2, 6, 7, 7.5, 6.5, 4, 2.2
    };

    static MarketDay of(LocalDate day, ZoneId zone) {
        List<Interval> hours = hours(day, zone);
        return new MarketDay(day, hours, sharesUntil(hours, zone));
    }

    private static List<Interval> hours(LocalDate day, ZoneId zone) {
        Interval whole = Interval.ofDay(day, zone);
        List<Interval> hours = new ArrayList<>();
        Instant first = whole.start().truncatedTo(ChronoUnit.HOURS);
        for (Instant hour = first; hour.isBefore(whole.end()); hour = hour.plus(1, ChronoUnit.HOURS)) {
            if (!hour.isBefore(whole.start())) {
                hours.add(Interval.ofHour(hour, zone));
            }
        }
        return List.copyOf(hours);
    }

    private static double[] sharesUntil(List<Interval> hours, ZoneId zone) {
        double[] until = new double[hours.size() + 1];
        for (int i = 0; i < hours.size(); i++) {
            until[i + 1] =
                    until[i] + BY_LOCAL_HOUR[hours.get(i).start().atZone(zone).getHour()];
        }
        double sum = until[hours.size()];
        for (int i = 0; i <= hours.size(); i++) {
            until[i] /= sum;
        }
        return until;
    }
}
