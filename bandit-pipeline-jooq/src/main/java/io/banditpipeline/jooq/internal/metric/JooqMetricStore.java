package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;
import static io.banditpipeline.jooq.internal.db.Tables.METRIC_DAILY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/** Metrics in a relational database. This class is thread-safe. */
public final class JooqMetricStore implements MetricStore {
    private final Database database;

    /** Metrics in a database. */
    public JooqMetricStore(Database database) {
        this.database = database;
    }

    @Override
    public SliceReceipt replace(SliceContent content) {
        return database.write(session ->
                SliceTransaction.begin(session, content.slice().account()).replace(content));
    }

    @Override
    public SliceReceipt append(Account account, Iterable<Observation> rows) {
        return database.write(
                session -> SliceTransaction.begin(session, account).append("", rows));
    }

    @Override
    public Optional<Watermark> watermark(String source, Account account, Level level, Granularity granularity) {
        return watermarks().stream()
                .filter(mark -> mark.source().equals(source)
                        && mark.accountKey().equals(account.key())
                        && mark.level() == level
                        && mark.granularity() == granularity)
                .findFirst();
    }

    @Override
    public List<Watermark> watermarks() {
        return database.read(Watermarks::all);
    }

    @Override
    public DailyFacts dailyFacts(FactQuery query) {
        return consumer -> database.doRead(session -> {
            try (FactReader reader = new FactReader(session, query)) {
                reader.read(consumer);
            }
        });
    }

    @Override
    public Optional<DateRange> days(String campaignId) {
        return database.read(session -> days(session, campaignId));
    }

    @Override
    public void revisions(String armId, DateRange days, Consumer<? super Revision> consumer) {
        database.doRead(session -> new RevisionReader(session, armId, days).read(consumer));
    }

    private static Optional<DateRange> days(Session session, String campaignId) {
        Record2<Integer, Integer> days = session.dsl()
                .select(DSL.min(METRIC_DAILY.LOCAL_DAY), DSL.max(METRIC_DAILY.LOCAL_DAY))
                .from(METRIC_DAILY)
                .join(ARM)
                .on(ARM.ARM_NO.eq(METRIC_DAILY.ARM_NO))
                .where(ARM.CAMPAIGN_ID.eq(campaignId))
                .and(METRIC_DAILY.OBSERVED_US.isNotNull())
                .fetchOne();
        return days == null || days.value1() == null
                ? Optional.empty()
                : Optional.of(new DateRange(Cells.date(days.value1()), Cells.date(days.value2())));
    }
}
