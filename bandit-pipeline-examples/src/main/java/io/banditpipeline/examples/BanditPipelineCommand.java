package io.banditpipeline.examples;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** The command line: results on standard output, everything else on standard error. */
public final class BanditPipelineCommand {
    /** It ran, and the result is good. */
    static final int GOOD = 0;

    /** It ran, and the result is bad. */
    static final int BAD = 1;

    /** It was called wrongly. */
    static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    BanditPipelineCommand(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new BanditPipelineCommand(System.out, System.err, InstantSource.system()).run(arguments));
    }

    /** Runs a command and returns its exit code. */
    int run(String... arguments) {
        try {
            return dispatch(Arrays.asList(arguments));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Usage.TEXT);
            return USAGE;
        } catch (PipelineException e) {
            err.println(e.getMessage());
            if (Arrays.asList(arguments).contains("--json")) {
                out.println(ReportJson.failure(e));
            }
            return e.code() == ErrorCode.CONFIGURATION ? USAGE : BAD;
        }
    }

    private int dispatch(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("Say what to do.");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.get(0)) {
            case "daily" -> new Job(out, err, clock).run(Options.parse(rest), Job::daily);
            case "plan" -> new Job(out, err, clock).run(Options.parse(rest), Job::plan);
            case "quality" -> new Job(out, err, clock).quality(Options.parse(rest, "--html"));
            case "help", "--help", "-h" -> help();
            default -> throw new UsageException("There is no command '" + arguments.get(0) + "'.");
        };
    }

    private int help() {
        out.print(Usage.TEXT);
        return GOOD;
    }
}
