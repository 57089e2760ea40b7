package io.banditpipeline.benchmarks.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A parser that goes over the same bytes and makes nothing of them. */
final class PlainParser implements Contender {
    static final String NAME = "plain";

    private final Sample sample;
    private final Counting counting;
    private long counted;

    /** Goes over an answer. */
    @FunctionalInterface
    private interface Counting {
        /** How many rows, or cells, it has. */
        long count(InputStream body) throws IOException;
    }

    private PlainParser(Sample sample, Counting counting) {
        this.sample = sample;
        this.counting = counting;
    }

    /** Jackson's streaming parser, token by token, without asking for any text. */
    static PlainParser json(Sample sample) {
        JsonFactory factory = new JsonFactory();
        return new PlainParser(sample, body -> tokens(factory, body));
    }

    /** FastCSV, row by row, all cells as text. */
    static PlainParser csv(Sample sample) {
        return new PlainParser(sample, PlainParser::cells);
    }

    private static long tokens(JsonFactory factory, InputStream body) throws IOException {
        long numbers = 0;
        try (JsonParser parser = factory.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                numbers += token == JsonToken.START_OBJECT ? 1 : 0;
            }
        }
        return numbers;
    }

    private static long cells(InputStream body) throws IOException {
        long cells = 0;
        try (CsvReader<CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (CsvRecord row : rows) {
                cells += row.getFields().size();
            }
        }
        return cells;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() {
        counted = 0;
    }

    @Override
    public void run() throws IOException {
        for (byte[] page : sample.pages()) {
            counted += counting.count(new ByteArrayInputStream(page));
        }
    }

    @Override
    public void verify() {
        if (counted < sample.rows()) {
            throw new BadResultException(counted + " objects were seen in " + sample.rows() + " rows");
        }
    }

    @Override
    public void close() {}
}
