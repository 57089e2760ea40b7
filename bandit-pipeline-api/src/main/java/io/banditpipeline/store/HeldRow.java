package io.banditpipeline.store;

import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;

/**
 * A row in quarantine. Rows of the same source and subject are the same row if their raw text and the rules that they
 * break are the same, wherever they stood.
 *
 * @param id unique
 * @param source the source that delivered it
 * @param subject the account or campaign it was delivered for
 * @param row the row as it came, with its reasons
 * @param occurrences how often it stood in the latest fetch that had it
 * @param state what became of it
 * @param heldAt when it was first held: the observation time of the fetch
 */
public record HeldRow(
        String id, String source, String subject, RejectedRow row, long occurrences, State state, Instant heldAt) {
    /** What became of a held row. */
    public enum State {
        /** Waiting for somebody to mend it. */
        HELD,
        /**
         * A later complete fetch that covers the days of its slice no longer had it. If one has it again, it is HELD
         * again.
         */
        SUPERSEDED
    }
}
