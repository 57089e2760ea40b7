package io.banditpipeline.benchmarks.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A cadence on a date on which the clock is turned.
 *
 * @param place the zone's name in figures
 * @param zone the zone
 * @param date the local date
 * @param cadence how often
 */
record DstCase(String place, ZoneId zone, LocalDate date, Cadence cadence) {
    private static final String NEW_YORK = "new_york";
    private static final String LORD_HOWE = "lord_howe";

    /** The cases of the published table. */
    static List<DstCase> all() {
        return List.of(
                newYork("2026-03-08", Cadence.hourly()),
                newYork("2026-03-08", Cadence.daily("02:30")),
                newYork("2026-11-01", Cadence.hourly()),
                newYork("2026-11-01", Cadence.everyQuarter()),
                newYork("2026-11-01", Cadence.daily("01:30")),
                lordHowe("2026-04-05", Cadence.hourly()),
                lordHowe("2026-04-05", Cadence.everyQuarter()),
                lordHowe("2026-10-04", Cadence.everyQuarter()),
                lordHowe("2026-10-04", Cadence.daily("02:30")));
    }

    private static DstCase newYork(String date, Cadence cadence) {
        return new DstCase(NEW_YORK, ZoneId.of("America/New_York"), LocalDate.parse(date), cadence);
    }

    private static DstCase lordHowe(String date, Cadence cadence) {
        return new DstCase(LORD_HOWE, ZoneId.of("Australia/Lord_Howe"), LocalDate.parse(date), cadence);
    }

    String figure() {
        return (place + '_' + date + '_' + cadence.label()).replaceAll("[^a-z0-9]+", "_");
    }

    Window window() {
        return Window.of(date, zone);
    }
}
