package io.banditpipeline.benchmarks.harness;

import java.io.PrintStream;

/** Says what a benchmark runs on. */
public final class Environment {
    private static final long MIB = 1L << 20;

    private Environment() {}

    /** Describes the machine and the virtual machine in one line. */
    public static void describe(PrintStream err) {
        Runtime runtime = Runtime.getRuntime();
        err.println("environment: " + System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' '
                + System.getProperty("os.arch") + ", " + runtime.availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version")
                + ", heap up to "
                + runtime.maxMemory() / MIB + " MiB");
    }
}
