package io.banditpipeline.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void contenders_take_turns_and_each_round_starts_with_another_one() throws Exception {
        Rounds.run(2, List.of(contender("a", true), contender("b", true)));
        assertThat(calls)
                .containsExactly(
                        "prepare a",
                        "run a",
                        "verify a",
                        "prepare b",
                        "run b",
                        "verify b",
                        "prepare b",
                        "run b",
                        "verify b",
                        "prepare a",
                        "run a",
                        "verify a",
                        "prepare a",
                        "run a",
                        "verify a",
                        "prepare b",
                        "run b",
                        "verify b");
    }

    @Test
    void a_wrong_result_stops_the_run() {
        assertThatExceptionOfType(BadResultException.class)
                .isThrownBy(() -> Rounds.run(1, List.of(contender("a", true), contender("b", false))))
                .withMessage("b is wrong");
    }

    @Test
    void medians_and_ratios_are_those_of_counted_rounds() throws Exception {
        Rounds result = Rounds.run(3, List.of(contender("a", true), contender("b", true)));
        assertThat(result.medianSeconds("a")).isPositive();
        assertThat(result.timeRatio("a", "b")).isEqualTo(result.medianSeconds("a") / result.medianSeconds("b"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> result.medianSeconds("c"));
    }

    private Contender contender(String name, boolean right) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void prepare() {
                calls.add("prepare " + name);
            }

            @Override
            public void run() {
                calls.add("run " + name);
            }

            @Override
            public void verify() {
                calls.add("verify " + name);
                if (!right) {
                    throw new BadResultException(name + " is wrong");
                }
            }

            @Override
            public void close() {
                calls.add("close " + name);
            }
        };
    }
}
