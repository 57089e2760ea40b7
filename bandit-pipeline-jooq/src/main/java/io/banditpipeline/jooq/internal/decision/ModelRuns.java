package io.banditpipeline.jooq.internal.decision;

import static io.banditpipeline.jooq.internal.db.Tables.MMM_CAUTION;
import static io.banditpipeline.jooq.internal.db.Tables.MMM_DRAW;
import static io.banditpipeline.jooq.internal.db.Tables.MMM_ESTIMATE;
import static io.banditpipeline.jooq.internal.db.Tables.MMM_RUN;

import io.banditpipeline.jooq.internal.sql.Doubles;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.mmm.ResponseFamily;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Model runs in a transaction.
 *
 * @param session the transaction
 */
record ModelRuns(Session session) {
    /** Adds one, and returns whether it is new. */
    boolean add(MmmRun run) {
        if (insert(run) == 0) {
            return false;
        }
        MmmPosterior posterior = run.posterior();
        for (int position = 0; position < posterior.draws().size(); position++) {
            insert(run.id(), position, posterior.draws().get(position));
        }
        for (int position = 0; position < posterior.estimates().size(); position++) {
            insert(run.id(), position, posterior.estimates().get(position));
        }
        for (int position = 0; position < posterior.cautions().size(); position++) {
            insert(run.id(), position, posterior.cautions().get(position));
        }
        return true;
    }

    Optional<MmmRun> find(String id) {
        return session.dsl()
                .selectFrom(MMM_RUN)
                .where(MMM_RUN.MODEL_RUN_ID.eq(id))
                .fetchOptional()
                .map(this::run);
    }

    /** The latest of a campaign that was fitted as of a moment or before: by moment, then id. */
    Optional<MmmRun> latest(String campaignId, Instant asOf) {
        Condition fitted = MMM_RUN.CAMPAIGN_ID.eq(campaignId).and(MMM_RUN.AS_OF_US.le(Times.bound(asOf)));
        return session
                .dsl()
                .select(MMM_RUN.MODEL_RUN_ID)
                .from(MMM_RUN)
                .where(fitted)
                .and(MMM_RUN.AS_OF_US.eq(
                        DSL.select(DSL.max(MMM_RUN.AS_OF_US)).from(MMM_RUN).where(fitted)))
                .fetch(MMM_RUN.MODEL_RUN_ID)
                .stream()
                .max(Texts.byCodePoint())
                .flatMap(this::find);
    }

    private int insert(MmmRun run) {
        ModelQuality quality = run.posterior().quality();
        return session.dsl()
                .insertInto(MMM_RUN)
                .set(MMM_RUN.MODEL_RUN_ID, Texts.key("model run id", run.id(), 190))
                .set(MMM_RUN.CAMPAIGN_ID, Texts.key("campaign id", run.campaignId(), 190))
                .set(MMM_RUN.MODEL_ID, Texts.encode(run.modelId()))
                .set(MMM_RUN.AS_OF_US, Times.micros(run.asOf()))
                .set(MMM_RUN.LAST_DAY, Times.day(run.lastDay()))
                .set(MMM_RUN.INPUTS_HASH, Texts.key("inputs hash", run.inputsHash(), 190))
                .set(MMM_RUN.TRAINING_DAYS, quality.trainingDays())
                .set(MMM_RUN.HOLDOUT_DAYS, quality.holdoutDays())
                .set(MMM_RUN.R2, Doubles.kept(quality.r2()))
                .set(MMM_RUN.HOLDOUT_R2, Doubles.kept(quality.holdoutR2()))
                .set(MMM_RUN.HOLDOUT_WAPE, Doubles.kept(quality.holdoutWape()))
                .set(MMM_RUN.NAIVE_WAPE, Doubles.kept(quality.naiveWape()))
                .set(MMM_RUN.COVERAGE90, Doubles.kept(quality.coverage90()))
                .set(MMM_RUN.MAX_R_HAT, Doubles.kept(quality.maxRHat()))
                .set(MMM_RUN.MIN_EFFECTIVE_SAMPLES, Doubles.kept(quality.minEffectiveSamples()))
                .onConflict(MMM_RUN.MODEL_RUN_ID)
                .doNothing()
                .execute();
    }

    private void insert(String runId, int position, ChannelDraws draws) {
        session.dsl()
                .insertInto(MMM_DRAW)
                .set(MMM_DRAW.MODEL_RUN_ID, runId)
                .set(MMM_DRAW.POSITION, position)
                .set(MMM_DRAW.CHANNEL, Texts.key("channel", draws.channel(), 190))
                .set(MMM_DRAW.FAMILY, draws.family().name())
                .set(MMM_DRAW.SLOPE, Doubles.kept(draws.slope()))
                .set(MMM_DRAW.SCALE, Doubles.kept(draws.scale()))
                .set(MMM_DRAW.CARRY_OVER, Doubles.kept(draws.carryOver()))
                .execute();
    }

    private void insert(String runId, int position, ChannelEstimate estimate) {
        session.dsl()
                .insertInto(MMM_ESTIMATE)
                .set(MMM_ESTIMATE.MODEL_RUN_ID, runId)
                .set(MMM_ESTIMATE.POSITION, position)
                .set(MMM_ESTIMATE.CHANNEL, Texts.key("channel", estimate.channel(), 190))
                .set(MMM_ESTIMATE.SPEND, Doubles.kept(estimate.spend()))
                .set(MMM_ESTIMATE.ROAS, Doubles.kept(estimate.roas()))
                .set(MMM_ESTIMATE.ROAS_LOW, Doubles.kept(estimate.roasLow()))
                .set(MMM_ESTIMATE.ROAS_HIGH, Doubles.kept(estimate.roasHigh()))
                .set(MMM_ESTIMATE.MARGINAL_ROAS, Doubles.kept(estimate.marginalRoas()))
                .set(MMM_ESTIMATE.MARGINAL_LOW, Doubles.kept(estimate.marginalLow()))
                .set(MMM_ESTIMATE.MARGINAL_HIGH, Doubles.kept(estimate.marginalHigh()))
                .set(MMM_ESTIMATE.CONTRACTION, Doubles.kept(estimate.contraction()))
                .set(MMM_ESTIMATE.NOTE, Texts.encode(estimate.note()))
                .execute();
    }

    private void insert(String runId, int position, String caution) {
        session.dsl()
                .insertInto(MMM_CAUTION)
                .set(MMM_CAUTION.MODEL_RUN_ID, runId)
                .set(MMM_CAUTION.POSITION, position)
                .set(MMM_CAUTION.TEXT, Texts.encode(caution))
                .execute();
    }

    private MmmRun run(Record row) {
        String id = row.get(MMM_RUN.MODEL_RUN_ID);
        return new MmmRun(
                id,
                row.get(MMM_RUN.CAMPAIGN_ID),
                Texts.decode(row.get(MMM_RUN.MODEL_ID)),
                Times.instant(row.get(MMM_RUN.AS_OF_US)),
                Times.day(row.get(MMM_RUN.LAST_DAY).intValue()),
                row.get(MMM_RUN.INPUTS_HASH),
                new MmmPosterior(draws(id), estimates(id), quality(row), cautions(id)));
    }

    private List<ChannelDraws> draws(String runId) {
        return session.dsl()
                .selectFrom(MMM_DRAW)
                .where(MMM_DRAW.MODEL_RUN_ID.eq(runId))
                .orderBy(MMM_DRAW.POSITION)
                .fetch(row -> new ChannelDraws(
                        row.get(MMM_DRAW.CHANNEL),
                        ResponseFamily.valueOf(row.get(MMM_DRAW.FAMILY)),
                        Doubles.given(row.get(MMM_DRAW.SLOPE)),
                        Doubles.given(row.get(MMM_DRAW.SCALE)),
                        Doubles.given(row.get(MMM_DRAW.CARRY_OVER))));
    }

    private List<ChannelEstimate> estimates(String runId) {
        return session.dsl()
                .selectFrom(MMM_ESTIMATE)
                .where(MMM_ESTIMATE.MODEL_RUN_ID.eq(runId))
                .orderBy(MMM_ESTIMATE.POSITION)
                .fetch(row -> new ChannelEstimate(
                        row.get(MMM_ESTIMATE.CHANNEL),
                        Doubles.given(row.get(MMM_ESTIMATE.SPEND)),
                        Doubles.given(row.get(MMM_ESTIMATE.ROAS)),
                        Doubles.given(row.get(MMM_ESTIMATE.ROAS_LOW)),
                        Doubles.given(row.get(MMM_ESTIMATE.ROAS_HIGH)),
                        Doubles.given(row.get(MMM_ESTIMATE.MARGINAL_ROAS)),
                        Doubles.given(row.get(MMM_ESTIMATE.MARGINAL_LOW)),
                        Doubles.given(row.get(MMM_ESTIMATE.MARGINAL_HIGH)),
                        Doubles.given(row.get(MMM_ESTIMATE.CONTRACTION)),
                        Texts.decode(row.get(MMM_ESTIMATE.NOTE))));
    }

    private List<String> cautions(String runId) {
        return session.dsl()
                .selectFrom(MMM_CAUTION)
                .where(MMM_CAUTION.MODEL_RUN_ID.eq(runId))
                .orderBy(MMM_CAUTION.POSITION)
                .fetch(row -> Texts.decode(row.get(MMM_CAUTION.TEXT)));
    }

    private static ModelQuality quality(Record row) {
        return new ModelQuality(
                row.get(MMM_RUN.TRAINING_DAYS),
                row.get(MMM_RUN.HOLDOUT_DAYS),
                Doubles.given(row.get(MMM_RUN.R2)),
                Doubles.given(row.get(MMM_RUN.HOLDOUT_R2)),
                Doubles.given(row.get(MMM_RUN.HOLDOUT_WAPE)),
                Doubles.given(row.get(MMM_RUN.NAIVE_WAPE)),
                Doubles.given(row.get(MMM_RUN.COVERAGE90)),
                Doubles.given(row.get(MMM_RUN.MAX_R_HAT)),
                Doubles.given(row.get(MMM_RUN.MIN_EFFECTIVE_SAMPLES)));
    }
}
