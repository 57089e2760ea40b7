package io.banditpipeline.benchmarks.quality;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what is said of clean feeds. */
final class FalseAlarms {
    private static final double PERIOD_DAYS = 60;

    private final Map<String, Integer> byRule = new TreeMap<>();
    private int alarms;
    private double armPeriods;

    /** Counts a day's run on clean feeds. Plans that are held and rows that wait for a mapping have no rule of data. */
    void add(int arms, Set<Signal> signals) {
        armPeriods += arms / PERIOD_DAYS;
        for (Signal signal : signals) {
            if (!signal.rule().equals(Signal.PLAN_HELD)) {
                alarms++;
                byRule.merge(signal.rule(), 1, Integer::sum);
            }
        }
    }

    /** Adds what another one has counted. */
    void add(FalseAlarms other) {
        armPeriods += other.armPeriods;
        alarms += other.alarms;
        other.byRule.forEach((rule, count) -> byRule.merge(rule, count, Integer::sum));
    }

    /** Warnings and worse, by arm and 60 days. */
    double perArmPeriod() {
        return armPeriods == 0 ? 0 : alarms / armPeriods;
    }

    /** How often each rule spoke. */
    Map<String, Integer> byRule() {
        return byRule;
    }
}
