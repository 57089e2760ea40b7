package io.banditpipeline.core.bandit;

import java.time.LocalDate;

/** How much a day counts, seen from the planned day. Immutable. */
final class EvidenceWeights {
    /** Days before the planned one that recent spend is the mean of. */
    static final int RECENT_DAYS = 7;

    private final long plannedEpochDay;
    private final double halfLifeDays;
    private final LagMaturity maturity;

    EvidenceWeights(LocalDate plannedDay, double halfLifeDays, LagMaturity maturity) {
        this.plannedEpochDay = plannedDay.toEpochDay();
        this.halfLifeDays = halfLifeDays;
        this.maturity = maturity;
    }

    /** 0 for the day before the planned one; negative from the planned day on. */
    long ageOf(LocalDate day) {
        return plannedEpochDay - 1 - day.toEpochDay();
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
