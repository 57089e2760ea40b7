package io.banditpipeline.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.core.anomaly.CommonMove.ArmMove;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One alert where all arms of a platform move together, and none where they do not. */
class CommonMoveTest {
    private final SeasonalDetector detector = SeasonalDetector.ofDefaults();

    private static ArmMove arm(double value, double score, Kind kind) {
        return new ArmMove(value, new Judgement(score, 100, kind));
    }

    private static List<ArmMove> arms(int count, ArmMove arm) {
        return Collections.nCopies(count, arm);
    }

    @Test
    void two_arms_that_both_drop_out_are_one_problem() {
        assertThat(CommonMove.find(arms(2, arm(0, 0.8, Kind.DROP)), detector)).hasValueSatisfying(move -> {
            assertThat(move.direction()).isEqualTo(Kind.DROP);
            assertThat(move.alarms()).isEqualTo(2);
        });
    }

    @Test
    void one_alarm_among_many_is_that_arms_own() {
        List<ArmMove> moves = Stream.concat(
                        arms(1, arm(900, 0.9, Kind.SPIKE)).stream(), arms(19, arm(101, 0.1, Kind.NONE)).stream())
                .toList();

        assertThat(CommonMove.find(moves, detector)).isEmpty();
    }

    @Test
    void alarms_in_both_directions_are_no_common_move() {
        List<ArmMove> moves = Stream.concat(
                        arms(3, arm(900, 0.9, Kind.SPIKE)).stream(), arms(4, arm(9, 0.9, Kind.DROP)).stream())
                .toList();

        assertThat(CommonMove.find(moves, detector)).isEmpty();
    }

    @Test
    void arms_that_lean_the_same_way_as_one_alarm_move_with_it() {
        List<ArmMove> moves = Stream.concat(
                        arms(1, arm(20, 0.6, Kind.DROP)).stream(), arms(7, arm(60, 0.35, Kind.NONE)).stream())
                .toList();

        assertThat(CommonMove.find(moves, detector)).hasValueSatisfying(move -> {
            assertThat(move.moved()).isEqualTo(8);
            assertThat(move.alarms()).isEqualTo(1);
            assertThat(move.chance()).isLessThan(1e-7);
        });
    }

    @Test
    void arms_that_lean_without_any_alarm_are_no_alert() {
        assertThat(CommonMove.find(arms(50, arm(60, 0.35, Kind.NONE)), detector))
                .isEmpty();
    }

    @Test
    void a_few_alarms_among_very_many_arms_are_theirs_even_if_chance_would_not_make_them() {
        List<ArmMove> moves = IntStream.range(0, 100)
                .mapToObj(i -> i < 10 ? arm(0, 0.8, Kind.DROP) : arm(100, 0.05, Kind.NONE))
                .toList();

        assertThat(CommonMove.find(moves, detector)).isEmpty();
    }

    @Test
    void arms_of_which_too_little_is_known_do_not_count() {
        List<ArmMove> moves = Stream.concat(
                        arms(3, arm(0, 0.8, Kind.DROP)).stream(),
                        arms(30, new ArmMove(5, new Judgement(0, Double.NaN, Kind.NONE))).stream())
                .toList();

        assertThat(CommonMove.find(moves, detector))
                .hasValueSatisfying(move -> assertThat(move.judged()).isEqualTo(3));
        assertThat(CommonMove.find(List.of(), detector)).isEmpty();
    }
}
