package io.banditpipeline.jooq.internal.decision;

import static io.banditpipeline.jooq.internal.db.Tables.ALLOCATION;
import static io.banditpipeline.jooq.internal.db.Tables.ALLOCATION_ARM;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.jooq.internal.sql.Doubles;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/**
 * Allocations in a transaction.
 *
 * @param session the transaction
 */
record Allocations(Session session) {
    private static final List<Field<?>> ARM_COLUMNS = List.of(
            ALLOCATION_ARM.ALLOCATION_ID,
            ALLOCATION_ARM.ARM_ID,
            ALLOCATION_ARM.BUDGET_MICROS,
            ALLOCATION_ARM.PREVIOUS_MICROS,
            ALLOCATION_ARM.LOW_MICROS,
            ALLOCATION_ARM.HIGH_MICROS,
            ALLOCATION_ARM.MARGINAL_RETURN,
            ALLOCATION_ARM.MARGINAL_LOW,
            ALLOCATION_ARM.MARGINAL_HIGH,
            ALLOCATION_ARM.BINDING,
            ALLOCATION_ARM.REASON);

    /** Adds one, and returns whether it is new. */
    boolean add(Allocation allocation) {
        if (insert(allocation) == 0) {
            return false;
        }
        RowBatch batch = RowBatch.insert(session, ALLOCATION_ARM, ARM_COLUMNS);
        allocation.arms().forEach(arm -> add(batch, allocation.id(), arm));
        batch.flush();
        return true;
    }

    Optional<Allocation> find(String id) {
        return session.dsl()
                .selectFrom(ALLOCATION)
                .where(ALLOCATION.ALLOCATION_ID.eq(id))
                .fetchOptional()
                .map(this::allocation);
    }

    /** The latest of a campaign that was decided at a moment or before: by moment, then day, then id. */
    Optional<Allocation> lastGood(String campaignId, Instant asOf) {
        Condition good = ALLOCATION
                .CAMPAIGN_ID
                .eq(campaignId)
                .and(ALLOCATION.STATE.eq(Allocation.State.DECIDED.name()))
                .and(ALLOCATION.AS_OF_US.le(Times.bound(asOf)));
        return session
                .dsl()
                .select(ALLOCATION.ALLOCATION_ID, ALLOCATION.LOCAL_DAY)
                .from(ALLOCATION)
                .where(good)
                .and(ALLOCATION.AS_OF_US.eq(DSL.select(DSL.max(ALLOCATION.AS_OF_US))
                        .from(ALLOCATION)
                        .where(good)))
                .fetch()
                .stream()
                .max(Comparator.comparing((Record2<String, Integer> row) -> row.value2())
                        .thenComparing(Record2::value1, Texts.byCodePoint()))
                .flatMap(row -> find(row.value1()));
    }

    /** The latest of a campaign, the latest first: by moment, then day, then id. */
    List<Allocation> latest(String campaignId, int limit) {
        return session
                .dsl()
                .selectFrom(ALLOCATION)
                .where(ALLOCATION.CAMPAIGN_ID.eq(campaignId))
                .orderBy(ALLOCATION.AS_OF_US.desc(), ALLOCATION.LOCAL_DAY.desc(), ALLOCATION.ALLOCATION_ID.desc())
                .limit(limit)
                .fetch()
                .stream()
                .map(this::allocation)
                .toList();
    }

    private int insert(Allocation allocation) {
        DecisionRecord record = allocation.record();
        return session.dsl()
                .insertInto(ALLOCATION)
                .set(ALLOCATION.ALLOCATION_ID, Texts.key("allocation id", allocation.id(), 190))
                .set(ALLOCATION.CAMPAIGN_ID, Texts.key("campaign id", allocation.campaignId(), 190))
                .set(ALLOCATION.LOCAL_DAY, Times.day(allocation.day()))
                .set(ALLOCATION.CURRENCY, allocation.currency().getCurrencyCode())
                .set(ALLOCATION.BUDGET_MICROS, allocation.budgetMicros())
                .set(ALLOCATION.UNSPENT_MICROS, allocation.unspentMicros())
                .set(ALLOCATION.STATE, allocation.state().name())
                .set(ALLOCATION.REASON, Texts.encode(allocation.reason()))
                .set(ALLOCATION.AS_OF_US, Times.micros(record.asOf()))
                .set(ALLOCATION.CONFIG_HASH, Texts.key("config hash", record.configHash(), 190))
                .set(ALLOCATION.AGENT_ID, Texts.encode(record.agentId()))
                .set(ALLOCATION.MODEL_RUN_ID, record.modelRunId())
                .set(ALLOCATION.SEED, record.seed())
                .set(ALLOCATION.INPUTS_HASH, Texts.key("inputs hash", record.inputsHash(), 190))
                .onConflict(ALLOCATION.ALLOCATION_ID)
                .doNothing()
                .execute();
    }

    private static void add(RowBatch batch, String allocationId, ArmAllocation arm) {
        batch.add(
                arm.armId(),
                allocationId,
                Texts.key("arm id", arm.armId(), 190),
                arm.budgetMicros(),
                arm.previousMicros(),
                arm.lowMicros(),
                arm.highMicros(),
                Doubles.kept(arm.marginalReturn()),
                Doubles.kept(arm.marginalLow()),
                Doubles.kept(arm.marginalHigh()),
                arm.binding().name(),
                Texts.encode(arm.reason()));
    }

    private Allocation allocation(Record row) {
        String id = row.get(ALLOCATION.ALLOCATION_ID);
        return new Allocation(
                id,
                row.get(ALLOCATION.CAMPAIGN_ID),
                Times.day(row.get(ALLOCATION.LOCAL_DAY).intValue()),
                Currency.getInstance(row.get(ALLOCATION.CURRENCY)),
                row.get(ALLOCATION.BUDGET_MICROS),
                row.get(ALLOCATION.UNSPENT_MICROS),
                arms(id),
                Allocation.State.valueOf(row.get(ALLOCATION.STATE)),
                Texts.decode(row.get(ALLOCATION.REASON)),
                record(row));
    }

    private List<ArmAllocation> arms(String allocationId) {
        return session
                .dsl()
                .selectFrom(ALLOCATION_ARM)
                .where(ALLOCATION_ARM.ALLOCATION_ID.eq(allocationId))
                .fetch(Allocations::arm)
                .stream()
                .sorted(Comparator.comparing(ArmAllocation::armId, Texts.byCodePoint()))
                .toList();
    }

    private static DecisionRecord record(Record row) {
        return new DecisionRecord(
                Times.instant(row.get(ALLOCATION.AS_OF_US)),
                row.get(ALLOCATION.CONFIG_HASH),
                Texts.decode(row.get(ALLOCATION.AGENT_ID)),
                row.get(ALLOCATION.MODEL_RUN_ID),
                row.get(ALLOCATION.SEED),
                row.get(ALLOCATION.INPUTS_HASH));
    }

    private static ArmAllocation arm(Record row) {
        return new ArmAllocation(
                row.get(ALLOCATION_ARM.ARM_ID),
                row.get(ALLOCATION_ARM.BUDGET_MICROS),
                row.get(ALLOCATION_ARM.PREVIOUS_MICROS),
                row.get(ALLOCATION_ARM.LOW_MICROS),
                row.get(ALLOCATION_ARM.HIGH_MICROS),
                Doubles.given(row.get(ALLOCATION_ARM.MARGINAL_RETURN)),
                Doubles.given(row.get(ALLOCATION_ARM.MARGINAL_LOW)),
                Doubles.given(row.get(ALLOCATION_ARM.MARGINAL_HIGH)),
                Binding.valueOf(row.get(ALLOCATION_ARM.BINDING)),
                Texts.decode(row.get(ALLOCATION_ARM.REASON)));
    }
}
