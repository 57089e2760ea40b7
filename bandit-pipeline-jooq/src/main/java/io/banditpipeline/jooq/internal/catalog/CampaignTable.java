package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.CAMPAIGN;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns in a transaction.
 *
 * @param session the transaction
 */
record CampaignTable(Session session) {
    private static final List<Field<?>> COLUMNS = List.of(
            CAMPAIGN.CAMPAIGN_ID,
            CAMPAIGN.NAME,
            CAMPAIGN.ZONE,
            CAMPAIGN.CURRENCY,
            CAMPAIGN.TOTAL_BUDGET_MICROS,
            CAMPAIGN.DAILY_BUDGET_MICROS,
            CAMPAIGN.FIRST_DAY,
            CAMPAIGN.LAST_DAY,
            CAMPAIGN.STATUS);

    /** All campaigns, by id. */
    SortedMap<String, Campaign> all() {
        SortedMap<String, Campaign> campaigns = new TreeMap<>(Texts.byCodePoint());
        session.dsl().selectFrom(CAMPAIGN).forEach(row -> campaigns.put(row.get(CAMPAIGN.CAMPAIGN_ID), campaign(row)));
        return campaigns;
    }

    /** Writes those that are new or changed. */
    void save(List<Campaign> campaigns) {
        SortedMap<String, Campaign> known = all();
        RowBatch batch = RowBatch.upsert(session, CAMPAIGN, COLUMNS);
        campaigns.stream()
                .filter(campaign -> !campaign.equals(known.get(campaign.id())))
                .forEach(campaign -> add(batch, campaign));
        batch.flush();
    }

    private static void add(RowBatch batch, Campaign campaign) {
        batch.add(
                campaign.id(),
                Texts.key("campaign id", campaign.id(), 190),
                Texts.encode(campaign.name()),
                Texts.key("zone", campaign.zone().getId(), 64),
                campaign.currency().getCurrencyCode(),
                orNull(campaign.totalBudgetMicros()),
                orNull(campaign.dailyBudgetMicros()),
                Times.dayOrNull(campaign.firstDay()),
                Times.dayOrNull(campaign.lastDay()),
                campaign.status().name());
    }

    private static Campaign campaign(Record row) {
        return new Campaign(
                row.get(CAMPAIGN.CAMPAIGN_ID),
                Texts.decode(row.get(CAMPAIGN.NAME)),
                ZoneId.of(row.get(CAMPAIGN.ZONE)),
                Currency.getInstance(row.get(CAMPAIGN.CURRENCY)),
                orEmpty(row.get(CAMPAIGN.TOTAL_BUDGET_MICROS)),
                orEmpty(row.get(CAMPAIGN.DAILY_BUDGET_MICROS)),
                Times.dayOrNull(row.get(CAMPAIGN.FIRST_DAY)),
                Times.dayOrNull(row.get(CAMPAIGN.LAST_DAY)),
                Campaign.Status.valueOf(row.get(CAMPAIGN.STATUS)));
    }

    private static @Nullable Long orNull(OptionalLong micros) {
        return micros.isPresent() ? micros.getAsLong() : null;
    }

    private static OptionalLong orEmpty(@Nullable Long micros) {
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }
}
