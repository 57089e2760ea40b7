package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A local day of a zone and its hours.
 *
 * @param whole the day
 * @param hours its hours, from its start to its end
 */
record DayHours(Interval whole, List<Interval> hours) {
    static DayHours of(LocalDate day, ZoneId zone) {
        return new DayHours(Interval.ofDay(day, zone), Interval.hoursOf(day, zone));
    }

    /** The place of the hour that an instant of this day lies in. */
    int indexOf(Instant instant) {
        int index = hours.size() - 1;
        while (index > 0 && hours.get(index).start().isAfter(instant)) {
            index--;
        }
        return index;
    }

    /** Days that need not be computed again. This class is thread-safe. */
    static final class Remembered {
        private static final int MAX_DAYS = 4_096;

        private final BoundedCache<ZoneDay, DayHours> days = new BoundedCache<>(MAX_DAYS, unused -> 1);

        private record ZoneDay(ZoneId zone, LocalDate day) {}

        DayHours of(LocalDate day, ZoneId zone) {
            ZoneDay key = new ZoneDay(zone, day);
            DayHours known = days.get(key);
            if (known != null) {
                return known;
            }
            DayHours made = DayHours.of(day, zone);
            days.put(key, made);
            return made;
        }
    }
}
