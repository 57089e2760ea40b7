package io.banditpipeline.core.anomaly;

/** The settings of a {@link SeasonalDetector}. Immutable. */
record Settings(
        double sensitivity,
        double relativeFloor,
        int minimumHours,
        int minimumDays,
        double burstDays,
        boolean levelShifts) {
    static final Settings DEFAULTS = new Settings(1, 0.01, 48, 20, 1, true);

    String text() {
        return "sensitivity=" + sensitivity + " relativeFloor=" + relativeFloor + " minimumHours=" + minimumHours
                + " minimumDays=" + minimumDays + " burstDays=" + burstDays + " levelShifts=" + levelShifts;
    }
}
