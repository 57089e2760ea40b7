package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.SLICE_SIZE;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.store.SliceSizeStore;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/** Keeps how many days at once platforms were able to answer for. This class is thread-safe. */
public final class JooqSliceSizeStore implements SliceSizeStore {
    private static final List<Field<?>> COLUMNS = List.of(
            SLICE_SIZE.PLATFORM,
            SLICE_SIZE.ACCOUNT_ID,
            SLICE_SIZE.SOURCE,
            SLICE_SIZE.LEVEL,
            SLICE_SIZE.GRANULARITY,
            SLICE_SIZE.MAX_DAYS,
            SLICE_SIZE.NOTED_US);

    private final Database database;

    /** @param database the database */
    public JooqSliceSizeStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SliceSize> find(String source, Account account, Level level, Granularity granularity) {
        return database.read(session -> session.dsl()
                .select(SLICE_SIZE.MAX_DAYS, SLICE_SIZE.NOTED_US)
                .from(SLICE_SIZE)
                .where(SLICE_SIZE.PLATFORM.eq(account.platform()))
                .and(SLICE_SIZE.ACCOUNT_ID.eq(account.id()))
                .and(SLICE_SIZE.SOURCE.eq(source))
                .and(SLICE_SIZE.LEVEL.eq(Codes.of(level)))
                .and(SLICE_SIZE.GRANULARITY.eq(Codes.of(granularity)))
                .fetchOptional(row -> new SliceSize(row.value1(), Times.instant(row.value2()))));
    }

    @Override
    public void note(String source, Account account, Level level, Granularity granularity, SliceSize size) {
        database.doWrite(session -> note(session, source, account, level, granularity, size));
    }

    private static void note(
            Session session, String source, Account account, Level level, Granularity granularity, SliceSize size) {
        RowBatch batch = RowBatch.upsert(session, SLICE_SIZE, COLUMNS);
        batch.add(
                source,
                Texts.key("platform", account.platform(), 190),
                Texts.key("account id", account.id(), 190),
                Texts.key("source", source, 190),
                Codes.of(level),
                Codes.of(granularity),
                size.maxDays(),
                Times.micros(size.notedAt()));
        batch.flush();
    }
}
