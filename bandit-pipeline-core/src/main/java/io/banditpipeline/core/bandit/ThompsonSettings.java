package io.banditpipeline.core.bandit;

/** The settings of a {@link ThompsonAgent}. Immutable. */
record ThompsonSettings(double stepLimit, double halfLifeDays, int draws, long fixedSeedMicros, LagMaturity maturity) {
    /** Marks that the seed budget follows the day's budget. */
    static final long AUTOMATIC_SEED = -1;

    long seedMicros(long budgetMicros, long newArms) {
        if (fixedSeedMicros != AUTOMATIC_SEED) {
            return fixedSeedMicros;
        }
        double share = Math.min(SpendBounds.SEED_SHARE_EACH, SpendBounds.SEED_SHARE / Math.max(1, newArms));
        return newArms == 0 ? 0 : (long) (share * budgetMicros);
    }

    String text() {
        return "stepLimit=" + stepLimit + " halfLifeDays=" + halfLifeDays + " draws=" + draws + " seedMicros="
                + (fixedSeedMicros == AUTOMATIC_SEED ? "automatic" : Long.toString(fixedSeedMicros));
    }
}
