package io.banditpipeline.examples;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.io.PrintStream;
import java.time.Duration;
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

    private static final Duration TIDY_WITHIN = Duration.ofSeconds(45);

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final StopSignal stop;
    private final boolean terminal;

    /** @param terminal whether {@code err} is a terminal */
    BanditPipelineCommand(PrintStream out, PrintStream err, InstantSource clock, StopSignal stop, boolean terminal) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.stop = stop;
        this.terminal = terminal;
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new BanditPipelineCommand(
                        System.out,
                        System.err,
                        InstantSource.system(),
                        new ProcessSignal(Runtime.getRuntime(), TIDY_WITHIN),
                        Terminal.isAttached())
                .run(arguments));
    }

    /** Runs a command and returns its exit code. */
    int run(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        Command command;
        try {
            command = Commands.find(words);
        } catch (UsageException e) {
            return wrong(e, Usage.all());
        }
        try {
            return run(command, words.subList(Commands.words(command), words.size()));
        } catch (UsageException e) {
            return wrong(e, Usage.of(command));
        } catch (PipelineException e) {
            err.println(e.getMessage());
            if (words.contains(Option.JSON.name())) {
                out.println(ReportJson.failure(e));
            }
            return e.code() == ErrorCode.CONFIGURATION ? USAGE : BAD;
        }
    }

    private int run(Command command, List<String> rest) {
        if (rest.contains("--help") || rest.contains("-h")) {
            out.print(Usage.of(command));
            return GOOD;
        }
        return command.run(new Call(Options.parse(command, rest), out, err, clock, stop, terminal));
    }

    private int wrong(UsageException why, String usage) {
        err.println(why.getMessage());
        err.println();
        err.print(usage);
        return USAGE;
    }
}
