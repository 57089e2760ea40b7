package io.banditpipeline.connectors.tradedesk;

import java.net.URI;

/** How far a report is. */
sealed interface ReportState {
    /** It is being made. */
    record Running() implements ReportState {}

    /**
     * It can be fetched.
     *
     * @param address where it lies; may hold a signature, so it is never shown
     */
    record Complete(URI address) implements ReportState {
        @Override
        public String toString() {
            return "Complete";
        }
    }

    /** The platform gave it up. */
    record Failed() implements ReportState {}
}
