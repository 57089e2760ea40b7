package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.core.internal.math.TailFunctions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Many arms of one platform that move the same way at the same time: one problem of the feed or one turn of the market,
 * and so one alert.
 *
 * @param direction {@link Kind#SPIKE} or {@link Kind#DROP}
 * @param moved arms that moved that way, at least a third of the way to an alarm
 * @param alarms arms among them that are anomalies by themselves
 * @param judged arms of which enough is known
 * @param chance how likely so many would move, or be anomalies, if arms were independent
 */
public record CommonMove(Kind direction, int moved, int alarms, int judged, double chance) {
    /** By chance alone fewer than one hour in six weeks would look like a common move. */
    private static final double LIMIT = 1e-3;

    /** Ordinary values are a third of the way to an alarm on one side in fewer than one case in ten. */
    private static final double ORDINARY_MOVE = 0.1;

    private static final double MOVE = 1.0 / 3;

    private static final int FEW = 4;

    /** Independent arms are anomalies on one side in fewer than one case in a hundred. */
    private static final double ORDINARY_ALARM = 0.01;

    /**
     * An arm's value and what a detector thought of it.
     *
     * @param value the value that was judged
     * @param judgement what was thought of it
     */
    public record ArmMove(double value, Judgement judgement) {}

    /**
     * Looks for a common move among the arms of one platform at one time. There is one if at least half of the judged
     * arms moved the same way, at least one of them is an anomaly, four for each anomaly the other way, and so many
     * would not have moved, or been anomalies, by chance once in a thousand times.
     *
     * @param arms the arms' moves; those of which too little is known are left out
     * @param detector what judged them
     * @return the common move, or empty if arms move each by itself
     */
    public static Optional<CommonMove> find(Collection<ArmMove> arms, AnomalyDetector detector) {
        List<ArmMove> judged = arms.stream()
                .filter(arm -> !Double.isNaN(arm.judgement.expected()))
                .toList();
        CommonMove up = towards(Kind.SPIKE, judged, detector);
        CommonMove down = towards(Kind.DROP, judged, detector);
        CommonMove more = up.moved >= down.moved ? up : down;
        CommonMove less = up.moved >= down.moved ? down : up;
        return Optional.of(more).filter(move -> move.isCommon() && FEW * less.alarms <= move.alarms);
    }

    private boolean isCommon() {
        return 2 * moved >= judged && alarms > 0 && chance < LIMIT;
    }

    private static CommonMove towards(Kind direction, List<ArmMove> judged, AnomalyDetector detector) {
        List<ArmMove> side =
                judged.stream().filter(arm -> directionOf(arm) == direction).toList();
        double limit = detector.threshold();
        int moved = count(side, strength(limit) * MOVE);
        int alarms = count(side, strength(limit));
        int known = judged.size();
        double chance = Math.min(atLeast(moved, known, ORDINARY_MOVE), atLeast(alarms, known, ORDINARY_ALARM));
        return new CommonMove(direction, moved, alarms, known, chance);
    }

    private static Kind directionOf(ArmMove arm) {
        return switch (arm.judgement.kind()) {
            case SPIKE, LEVEL_UP -> Kind.SPIKE;
            case DROP, LEVEL_DOWN -> Kind.DROP;
            case NONE -> arm.value > arm.judgement.expected() ? Kind.SPIKE : Kind.DROP;
        };
    }

    private static int count(List<ArmMove> arms, double strength) {
        return (int) arms.stream()
                .filter(arm -> strength(arm.judgement.score()) >= strength)
                .count();
    }

    /** A score of 1 is infinitely strong. */
    private static double strength(double score) {
        return score / (1 - score);
    }

    /** P(X >= k) of a binomial law. */
    private static double atLeast(int k, int n, double chance) {
        return k == 0 ? 1 : TailFunctions.beta(k, n - k + 1.0, chance);
    }
}
