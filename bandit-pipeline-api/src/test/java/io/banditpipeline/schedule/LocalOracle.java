package io.banditpipeline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots of local dates, found another way than the code finds them: by looking what a clock on the wall shows,
 * instant after instant.
 */
final class LocalOracle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WIDEST_OFFSET_HOURS = 20;

    private final ZoneRules rules;

    LocalOracle(ZoneRules rules) {
        this.rules = rules;
    }

    List<Instant> slots(LocalDate date, LocalTime at, Trigger.Gap gap, Trigger.Overlap overlap) {
        List<Instant> shown = new ArrayList<>();
        for (ZoneOffset offset : rules.getValidOffsets(date.atTime(at))) {
            shown.add(date.atTime(at).toInstant(offset));
        }
        shown.sort(null);
        if (shown.isEmpty()) {
            return exists(date) ? inGap(date.atTime(at), gap) : List.of();
        }
        return switch (overlap) {
            case EARLIER -> shown.subList(0, 1);
            case LATER -> shown.subList(shown.size() - 1, shown.size());
            case BOTH -> shown;
        };
    }

    /** Whether a clock on the wall shows any minute of a date. */
    private boolean exists(LocalDate date) {
        LocalDateTime end = date.plusDays(1).atStartOfDay();
        for (LocalDateTime time = date.atStartOfDay(); time.isBefore(end); time = time.plusMinutes(1)) {
            if (!rules.getValidOffsets(time).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Instant> inGap(LocalDateTime local, Trigger.Gap gap) {
        Instant end = firstInstantThatShowsLater(local);
        return switch (gap) {
            case AT_END -> List.of(end);
            case SHIFTED ->
                List.of(end.plus(Duration.between(wall(end.minusNanos(1)).plusNanos(1), local)));
            case SKIPPED -> List.of();
        };
    }

    /** By steps of a minute, then of a second: all turns in the data of zones are at full seconds. */
    private Instant firstInstantThatShowsLater(LocalDateTime local) {
        Instant instant = local.truncatedTo(ChronoUnit.MINUTES)
                .minusHours(WIDEST_OFFSET_HOURS)
                .toInstant(ZoneOffset.UTC);
        while (!wall(instant).isAfter(local)) {
            instant = instant.plus(MINUTE);
        }
        instant = instant.minus(MINUTE);
        while (!wall(instant).isAfter(local)) {
            instant = instant.plusSeconds(1);
        }
        return instant;
    }

    private LocalDateTime wall(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
