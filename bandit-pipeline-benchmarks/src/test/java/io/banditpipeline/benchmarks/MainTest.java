package io.banditpipeline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main = new Main(List.of(new Counting(), new Wrong()), stream(out), stream(err));

    @Test
    void list_names_every_benchmark_with_its_description_on_a_line() {
        assertThat(main.run("list")).isZero();
        assertThat(text(out))
                .hasLineCount(2)
                .startsWith("count-things  counts things")
                .contains("wrong-things  ");
    }

    @Test
    void a_benchmark_prints_figure_value_and_unit_and_nothing_else() {
        assertThat(main.run("count-things", "--things", "7")).isZero();
        assertThat(text(out)).isEqualTo("things 7.00 rows\nratio_of_things 3.500 ratio\n");
    }

    @Test
    void a_bad_result_ends_with_1_and_says_why() {
        assertThat(main.run("wrong-things")).isEqualTo(1);
        assertThat(text(err)).contains("bad result: 6 instead of 7");
    }

    @Test
    void an_unknown_name_ends_with_2_and_lists_near_ones() {
        assertThat(main.run("cuont-things")).isEqualTo(2);
        assertThat(text(err)).contains("there is no benchmark 'cuont-things'; near it: count-things");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void calls_that_make_no_sense_end_with_2() {
        assertThat(main.run()).isEqualTo(2);
        assertThat(main.run("count-things", "--thing", "7")).isEqualTo(2);
        assertThat(main.run("count-things", "--things")).isEqualTo(2);
        assertThat(main.run("count-things", "--things", "0")).isEqualTo(2);
        assertThat(main.run("count-things", "--things", "many")).isEqualTo(2);
        assertThat(main.run("count-things", "--things", "7", "--things", "8")).isEqualTo(2);
    }

    @Test
    void the_benchmarks_have_names_of_their_own() {
        List<String> names = Benchmarks.all().stream().map(Benchmark::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains("ingest-postgres", "ingest-sqlite", "ingest-mariadb");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static final class Counting implements Benchmark {
        @Override
        public String name() {
            return "count-things";
        }

        @Override
        public String description() {
            return "counts things";
        }

        @Override
        public Set<String> options() {
            return Set.of("things");
        }

        @Override
        public void run(Arguments arguments, Figures figures) {
            int things = arguments.positive("things", 1);
            figures.add("things", things, 2, "rows");
            figures.ratio("ratio_of_things", things / 2.0);
        }
    }

    private static final class Wrong implements Benchmark {
        @Override
        public String name() {
            return "wrong-things";
        }

        @Override
        public String description() {
            return "counts wrongly";
        }

        @Override
        public Set<String> options() {
            return Set.of();
        }

        @Override
        public void run(Arguments arguments, Figures figures) {
            throw new BadResultException("6 instead of 7");
        }
    }
}
