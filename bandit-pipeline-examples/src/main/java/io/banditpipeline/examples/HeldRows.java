package io.banditpipeline.examples;

import io.banditpipeline.Quarantine;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.HeldRow;
import java.util.ArrayList;
import java.util.List;

/** Finds rows in quarantine by what a person types. */
final class HeldRows {
    /** How much of an id tables show. */
    static final int SHOWN_OF_ID = 12;

    private static final int LENGTH_OF_ID = 64;

    private HeldRows() {}

    /**
     * The row of an id, or the only waiting row whose id begins so.
     *
     * @throws PipelineException with INVALID_INPUT if there is none, or more than one
     */
    static HeldRow find(Quarantine quarantine, String typed) {
        if (typed.length() == LENGTH_OF_ID) {
            return quarantine.find(typed).orElseThrow(() -> none(typed));
        }
        List<HeldRow> found = new ArrayList<>();
        quarantine.held(row -> {
            if (found.size() < 2 && row.id().startsWith(typed)) {
                found.add(row);
            }
        });
        if (found.size() > 1) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Several held rows have an id that begins with " + typed + ": name more of it");
        }
        return found.stream().findFirst().orElseThrow(() -> none(typed));
    }

    private static PipelineException none(String typed) {
        return new PipelineException(
                ErrorCode.INVALID_INPUT,
                "No row in quarantine has the id " + typed
                        + ": 'quarantine list' shows those that wait; of one that was decided on, give the whole id");
    }
}
