package io.banditpipeline.benchmarks;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Environment;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one benchmark by its name; figures go to standard output, everything else to standard error. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int OK = 0;
    private static final int BAD_RESULT = 1;
    private static final int BAD_USAGE = 2;

    private final List<Benchmark> benchmarks;
    private final PrintStream out;
    private final PrintStream err;

    Main(List<Benchmark> benchmarks, PrintStream out, PrintStream err) {
        this.benchmarks = benchmarks;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs {@code list} or a benchmark, then ends the process with 0, with 1 if the benchmark ran but its result is
     * bad, or with 2 if it was called wrongly.
     */
    public static void main(String[] args) {
        PrintStream figures = System.out;
        System.setOut(System.err); // a library that greets on standard output must not end up among the figures
        System.exit(new Main(Benchmarks.all(), figures, System.err).run(args));
    }

    int run(String... args) {
        try {
            if (args.length == 0) {
                throw new UsageException("name a benchmark, or 'list'");
            }
            run(args[0], Arrays.asList(args).subList(1, args.length));
            return OK;
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println("usage: java -jar benchmarks.jar list | <name> [operand]... [--option value]...");
            return BAD_USAGE;
        } catch (BadResultException e) {
            err.println("bad result: " + e.getMessage());
            return BAD_RESULT;
        } catch (Exception e) {
            LOG.error("{} failed", args[0], e);
            return BAD_RESULT;
        }
    }

    private void run(String name, List<String> options) throws Exception {
        if (name.equals("list")) {
            benchmarks.forEach(benchmark -> out.println(call(benchmark) + "  " + benchmark.description()));
            return;
        }
        Benchmark benchmark = find(name);
        Arguments arguments = Arguments.parse(options, benchmark.operands(), benchmark.options());
        Environment.describe(err);
        benchmark.run(arguments, new Figures(out));
    }

    private static String call(Benchmark benchmark) {
        return String.join(
                " ",
                Stream.concat(Stream.of(benchmark.name()), benchmark.operands().stream())
                        .toList());
    }

    private Benchmark find(String name) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no benchmark '" + name + "'; near it: "
                        + String.join(", ", NearNames.of(name, names()))));
    }

    private List<String> names() {
        return benchmarks.stream().map(Benchmark::name).toList();
    }
}
