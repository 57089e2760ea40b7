package io.banditpipeline.connectors.internal.google;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one element of {@code results}. */
@FunctionalInterface
public interface RowReader {
    /**
     * Reads a row.
     *
     * @param parser stands at the beginning of the row's object, and is to be left at its end
     * @throws IOException if the answer breaks off
     */
    void read(JsonParser parser) throws IOException;
}
