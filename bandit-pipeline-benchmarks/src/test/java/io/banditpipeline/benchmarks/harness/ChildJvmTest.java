package io.banditpipeline.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ChildJvmTest {
    @Test
    void the_last_line_is_the_result_and_the_heap_limit_is_ours() throws Exception {
        assertThat(new ChildJvm(Program.class).run("7"))
                .isEqualTo("7 " + Runtime.getRuntime().maxMemory());
    }

    @Test
    void a_heap_limit_of_its_own_counts() throws Exception {
        String[] words = new ChildJvm(Program.class, 48).run("7").split(" ");
        assertThat(Long.parseLong(words[1])).isBetween(40L << 20, 48L << 20);
    }

    @Test
    void a_program_that_fails_is_a_bad_result() {
        assertThatExceptionOfType(BadResultException.class)
                .isThrownBy(() -> new ChildJvm(Program.class).run())
                .withMessageContaining("ended with 1");
    }

    /** Runs in the child. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            System.out.println("first");
            System.out.println(args[0] + ' ' + Runtime.getRuntime().maxMemory());
        }
    }
}
