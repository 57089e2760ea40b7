package io.banditpipeline.core.internal.quality.history;

/**
 * When an anomaly is told.
 *
 * @param minCount the fewest clicks, or events of the metric itself, that a value rests on; at least 1
 * @param minChange the least change relative to what was expected: 0.3 is a rise to 1.3 times or a fall to 1/1.3
 * @param chance a count is strange if chance makes it less often; in (0, 1)
 * @param dispersion squared coefficient of variation of the mean of a count, beyond chance; at least 0
 * @param costErrorRatio cost above that many times the expected is an ERROR; above 1
 * @param minConversionDays days of conversions that must be learnt before any is judged; at least 0
 * @param burstDays how many days a burst may pause and still be the same; at least 0
 * @param toldForDays how many of the newest complete days are told of, when several are fed at once; at least 1
 * @param accountShare from which share of the arms on, moving the same way, the account is meant; in (0, 1]
 * @param accountMinArms how many arms must move at least for that; at least 2
 */
public record WatchSettings(
        int minCount,
        double minChange,
        double chance,
        double dispersion,
        double costErrorRatio,
        int minConversionDays,
        int burstDays,
        int toldForDays,
        double accountShare,
        int accountMinArms) {
    /** @throws IllegalArgumentException if a number is out of its range */
    public WatchSettings {
        require(minCount >= 1, "minCount must be at least 1", minCount);
        require(minChange >= 0, "minChange must be at least 0", minChange);
        require(chance > 0 && chance < 1, "chance must be between 0 and 1", chance);
        require(dispersion >= 0, "dispersion must be at least 0", dispersion);
        require(costErrorRatio > 1, "costErrorRatio must be above 1", costErrorRatio);
        require(minConversionDays >= 0, "minConversionDays must be at least 0", minConversionDays);
        require(burstDays >= 0, "burstDays must be at least 0", burstDays);
        require(toldForDays >= 1, "toldForDays must be at least 1", toldForDays);
        require(accountShare > 0 && accountShare <= 1, "accountShare must be above 0 and at most 1", accountShare);
        require(accountMinArms >= 2, "accountMinArms must be at least 2", accountMinArms);
    }

    /**
     * At least 20 events and a change by 30 % that chance makes less often than once in 10,000 times; three times the
     * expected cost is an error; two weeks of conversions are learnt first; a burst may pause for 3 days.
     */
    public static WatchSettings ofDefaults() {
        return new WatchSettings(20, 0.3, 1e-4, 0.01, 3, 14, 3, 3, 0.5, 3);
    }

    private static void require(boolean holds, String demand, double value) {
        if (!holds) {
            throw new IllegalArgumentException(demand + ", but is " + value);
        }
    }
}
