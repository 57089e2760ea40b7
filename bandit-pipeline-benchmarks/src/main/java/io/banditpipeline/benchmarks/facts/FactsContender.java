package io.banditpipeline.benchmarks.facts;

import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.workload.Checksum;
import java.util.concurrent.Callable;

/** One way to read daily facts: the time includes fetching and adding up every one of them. */
final class FactsContender implements Contender {
    private final String name;
    private final Callable<Checksum> reader;
    private final Checksum expected;
    private Checksum found = new Checksum();

    FactsContender(String name, Callable<Checksum> reader, Checksum expected) {
        this.name = name;
        this.reader = reader;
        this.expected = expected;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() {
        // reading changes nothing
    }

    @Override
    public void run() throws Exception {
        found = reader.call();
    }

    @Override
    public void verify() {
        if (!found.equals(expected)) {
            throw new BadResultException(name + " read " + found + " instead of " + expected);
        }
    }

    @Override
    public void close() {
        // connections belong to the benchmark
    }
}
