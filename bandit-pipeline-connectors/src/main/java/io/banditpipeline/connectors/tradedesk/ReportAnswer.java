package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads a report where it lies, or is told where it lies instead.
 *
 * @param reader reads it
 */
record ReportAnswer(Reading reader) implements AnswerReader<ReportAnswer.Found> {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Reads a report to its end. */
    interface Reading {
        ReportReader.Rows read(InputStream body) throws IOException;
    }

    /** What was found at an address. */
    sealed interface Found {
        /**
         * The report.
         *
         * @param rows its rows
         */
        record Report(ReportReader.Rows rows) implements Found {}

        /**
         * It lies elsewhere.
         *
         * @param location where, as the answer says; may hold a signature, so it is never shown
         */
        record Elsewhere(String location) implements Found {
            @Override
            public String toString() {
                return "Elsewhere";
            }
        }
    }

    @Override
    public boolean takes(ErrorAnswer head) {
        return AnswerReader.super.takes(head) || isRedirect(head);
    }

    @Override
    public Found read(InputStream body, ErrorAnswer head) throws IOException {
        return isRedirect(head)
                ? new Found.Elsewhere(head.header("Location").orElse(""))
                : new Found.Report(reader.read(body));
    }

    private static boolean isRedirect(ErrorAnswer head) {
        return REDIRECTS.contains(head.status()) && head.header("Location").isPresent();
    }
}
