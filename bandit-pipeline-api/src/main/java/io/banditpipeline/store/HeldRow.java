package io.banditpipeline.store;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A row in quarantine. Rows of the same source and subject are the same row if their raw text is the same, wherever
 * they stood.
 *
 * @param id {@link #id(String, String, String)} of the source, the subject and the raw text
 * @param source the source that delivered it
 * @param subject the account or campaign it was delivered for
 * @param row the row as it came, with the reasons of the latest fetch that held it, and those that were decided on
 *     before
 * @param occurrences how often it stood in the latest fetch that had it
 * @param state what became of it
 * @param heldAt when it was first held: the observation time of the fetch
 * @param seenAt the observation time of the latest fetch that held it
 * @param resolved the row that counts in its place, if it is RELEASED or CORRECTED; null otherwise
 */
public record HeldRow(
        String id,
        String source,
        String subject,
        RejectedRow row,
        long occurrences,
        State state,
        Instant heldAt,
        Instant seenAt,
        @Nullable Observation resolved) {
    /** What became of a held row. */
    public enum State {
        /** Waiting for somebody to decide. */
        HELD,
        /** Found to be right: it counts as it came, for the rules that it was held by. */
        RELEASED,
        /** Mended: another row counts in its place. */
        CORRECTED,
        /** Found to be wrong for good: it never counts. */
        REJECTED,
        /**
         * A later complete fetch that covers the days of its slice no longer had it. If one has it again, it is HELD
         * again.
         */
        SUPERSEDED
    }

    /** The id of a row: a SHA-256 in hexadecimal. */
    public static String id(String source, String subject, String raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {source, subject, raw}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
