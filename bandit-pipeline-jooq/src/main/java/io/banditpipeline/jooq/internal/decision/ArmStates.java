package io.banditpipeline.jooq.internal.decision;

import static io.banditpipeline.jooq.internal.db.Tables.AGENT_STATE;
import static io.banditpipeline.jooq.internal.db.Tables.ARM;

import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Agent states in a transaction.
 *
 * @param session the transaction
 */
record ArmStates(Session session) {
    private static final int CHUNK = 1_000;
    private static final List<Field<?>> COLUMNS = List.of(
            AGENT_STATE.ARM_NO,
            AGENT_STATE.ALPHA,
            AGENT_STATE.BETA,
            AGENT_STATE.SPENDING_MICROS,
            AGENT_STATE.TRIALS,
            AGENT_STATE.VALUE_PER_CONVERSION,
            AGENT_STATE.RECENT_MICROS,
            AGENT_STATE.LAST_DAY,
            AGENT_STATE.LAST_UPDATED_US,
            AGENT_STATE.INPUTS_HASH);

    /** What is kept of one arm: its number, and its state with the hash of its inputs if there is one. */
    private record Kept(long armNo, boolean exists, String inputsHash, ArmState state) {
        boolean says(ArmState other, String otherHash) {
            return exists && inputsHash.equals(otherHash) && state.equals(other);
        }
    }

    void save(List<ArmState> states, String inputsHash, Instant asOf) {
        String hash = Texts.key("inputs hash", inputsHash, 190);
        RowBatch batch = RowBatch.upsert(session, AGENT_STATE, COLUMNS);
        for (int from = 0; from < states.size(); from += CHUNK) {
            List<ArmState> chunk = states.subList(from, Math.min(from + CHUNK, states.size()));
            Map<String, Kept> kept = kept(chunk);
            for (ArmState state : chunk) {
                Kept before = kept.get(state.armId());
                if (before == null) {
                    throw new PipelineException(
                            ErrorCode.INVALID_INPUT,
                            "Arm " + state.armId() + " is unknown: save it to the catalog before its state");
                }
                if (!before.says(state, hash)) {
                    add(batch, before.armNo(), state, hash, asOf);
                }
            }
        }
        batch.flush();
    }

    /** The states of a campaign's arms, ordered by arm id. */
    List<ArmState> of(String campaignId) {
        List<ArmState> states = new ArrayList<>();
        session.dsl()
                .select(ARM.ARM_ID)
                .select(AGENT_STATE.fields())
                .from(ARM)
                .join(AGENT_STATE)
                .on(AGENT_STATE.ARM_NO.eq(ARM.ARM_NO))
                .where(ARM.CAMPAIGN_ID.eq(campaignId))
                .forEach(row -> states.add(state(row)));
        states.sort(Comparator.comparing(ArmState::armId, Texts.byCodePoint()));
        return states;
    }

    private Map<String, Kept> kept(List<ArmState> states) {
        Condition these = ARM.ARM_ID.in(states.stream().map(ArmState::armId).toList());
        Map<String, Kept> kept = new HashMap<>();
        session.dsl()
                .select(ARM.ARM_ID, ARM.ARM_NO)
                .select(AGENT_STATE.fields())
                .from(ARM)
                .leftJoin(AGENT_STATE)
                .on(AGENT_STATE.ARM_NO.eq(ARM.ARM_NO))
                .where(these)
                .forEach(row -> kept.put(row.get(ARM.ARM_ID), kept(row)));
        return kept;
    }

    private static Kept kept(Record row) {
        return row.get(AGENT_STATE.ALPHA) == null
                ? new Kept(row.get(ARM.ARM_NO), false, "", new ArmState(row.get(ARM.ARM_ID), 1, 1, 0, 0, 0, 0, null))
                : new Kept(row.get(ARM.ARM_NO), true, row.get(AGENT_STATE.INPUTS_HASH), state(row));
    }

    private static void add(RowBatch batch, long armNo, ArmState state, String inputsHash, Instant asOf) {
        batch.add(
                armNo,
                armNo,
                state.alpha(),
                state.beta(),
                state.spendingMicros(),
                state.trials(),
                state.valuePerConversion(),
                state.recentMicros(),
                Times.dayOrNull(state.lastDay()),
                Times.micros(asOf),
                inputsHash);
    }

    private static ArmState state(Record row) {
        return new ArmState(
                row.get(ARM.ARM_ID),
                row.get(AGENT_STATE.ALPHA),
                row.get(AGENT_STATE.BETA),
                row.get(AGENT_STATE.SPENDING_MICROS),
                row.get(AGENT_STATE.TRIALS),
                row.get(AGENT_STATE.VALUE_PER_CONVERSION),
                row.get(AGENT_STATE.RECENT_MICROS),
                Times.dayOrNull(row.get(AGENT_STATE.LAST_DAY)));
    }
}
