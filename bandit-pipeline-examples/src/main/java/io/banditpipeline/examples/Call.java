package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One call of a command.
 *
 * @param options what the user asks for
 * @param out for results
 * @param err for everything else
 * @param clock the time
 * @param stop tells a command that runs on and on to end
 * @param terminal whether {@code err} is read by a person who sees a line change
 */
record Call(Options options, PrintStream out, PrintStream err, InstantSource clock, StopSignal stop, boolean terminal) {
    /** Prints the result: as JSON if that is asked for, as text otherwise. */
    void print(Consumer<ObjectNode> json, Supplier<String> text) {
        if (options.json()) {
            out.println(Json.object(json));
        } else {
            out.print(text.get());
        }
    }
}
