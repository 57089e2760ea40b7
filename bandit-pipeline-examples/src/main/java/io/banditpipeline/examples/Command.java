package io.banditpipeline.examples;

import java.util.List;

/** One thing that the program does. Help, checks of what is typed, and the documentation's page are made of this. */
interface Command {
    /** The words that call it, such as {@code "runs show"}. */
    String name();

    /** What it does, in a line without a full stop. */
    String summary();

    /** What else there is to know, in sentences; {@code ""} for nothing. */
    default String details() {
        return "";
    }

    /**
     * What stands after its name: words, in brackets if they may be left out; the last with {@code ...} if it may be
     * repeated.
     */
    default List<String> operands() {
        return List.of();
    }

    /** Its options, in the order of its help. */
    List<Option> options();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException if it was called wrongly
     * @throws io.banditpipeline.error.PipelineException if it cannot be done
     */
    int run(Call call);
}
