package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The parser of one of the library's connectors. */
final class OurParser implements Contender {
    static final String NAME = "ours";

    private final Parsing parsing;
    private final Sample sample;
    private final long expectedRows;
    private @Nullable RowCount count;

    /** Reads a sample. */
    @FunctionalInterface
    interface Parsing {
        /** Reads all of it into a sink. */
        void parse(Sample sample, RowCount sink) throws IOException;
    }

    /** @param expectedRows how many rows the sink must get */
    OurParser(Parsing parsing, Sample sample, long expectedRows) {
        this.parsing = parsing;
        this.sample = sample;
        this.expectedRows = expectedRows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() {
        count = null;
    }

    @Override
    public void run() throws IOException {
        RowCount sink = new RowCount();
        parsing.parse(sample, sink);
        count = sink;
    }

    @Override
    public void verify() {
        long rows = count == null ? 0 : count.rows();
        if (count == null || rows != expectedRows || count.impressions() == 0) {
            throw new BadResultException(rows + " rows were delivered, but " + expectedRows + " are there");
        }
    }

    @Override
    public void close() {}
}
