package io.banditpipeline.core.bandit;

import java.time.LocalDate;

/** How much a day counts, seen from the last complete day. Immutable. */
final class EvidenceWeights {
    /** The last complete days that recent spend is the mean of. */
    static final int RECENT_DAYS = 7;

    private final long lastEpochDay;
    private final double halfLifeDays;
    private final LagMaturity maturity;

    EvidenceWeights(LocalDate lastDay, double halfLifeDays, LagMaturity maturity) {
        this.lastEpochDay = lastDay.toEpochDay();
        this.halfLifeDays = halfLifeDays;
        this.maturity = maturity;
    }

    /** 0 for the last complete day; negative beyond it. */
    long ageOf(LocalDate day) {
        return lastEpochDay - day.toEpochDay();
    }

    boolean isRecent(long age) {
        return age < RECENT_DAYS;
    }

    double discount(long age) {
        return StrictMath.pow(0.5, age / halfLifeDays);
    }

    double maturity(long age) {
        return maturity.at(age);
    }
}
