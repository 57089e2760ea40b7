package io.banditpipeline.quality;

/**
 * What data must reach before a decision may rest on it (R10); shares from 0 to 1.
 *
 * @param maxIssueShare the largest share of an account's fetched rows that may be unusable
 * @param minCompleteness the smallest share of due arm-days that must be there
 * @param minConsistency the smallest consistency of things that say the same
 */
public record QualityGates(double maxIssueShare, double minCompleteness, double minConsistency) {
    /** @throws IllegalArgumentException if a share is not from 0 to 1 */
    public QualityGates {
        require("maxIssueShare", maxIssueShare);
        require("minCompleteness", minCompleteness);
        require("minConsistency", minConsistency);
    }

    /** At most 10 % of rows with issues, at least 90 % complete, at least 90 % consistent. */
    public static QualityGates ofDefaults() {
        return new QualityGates(0.1, 0.9, 0.9);
    }

    private static void require(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, but is " + share);
        }
    }
}
