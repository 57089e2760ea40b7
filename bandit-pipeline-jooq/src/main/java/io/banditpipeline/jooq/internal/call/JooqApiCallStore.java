package io.banditpipeline.jooq.internal.call;

import static io.banditpipeline.jooq.internal.db.Tables.API_CALL;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.jooq.internal.catalog.Numbers;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.store.ApiCallStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Keeps calls, numbered in the order of being appended. Of two transactions that give out the same number the later one
 * is refused and run again. This class is thread-safe.
 */
public final class JooqApiCallStore implements ApiCallStore {
    private static final List<Field<?>> COLUMNS = List.of(
            API_CALL.CALL_NO,
            API_CALL.PLATFORM,
            API_CALL.ACCOUNT_ID,
            API_CALL.ENDPOINT,
            API_CALL.CALLED_US,
            API_CALL.TOOK_MICROS,
            API_CALL.ATTEMPT,
            API_CALL.STATUS,
            API_CALL.REQUEST_ID,
            API_CALL.FAILED,
            API_CALL.ERROR_CODE,
            API_CALL.ERROR);

    private final Database database;

    /** @param database the database */
    public JooqApiCallStore(Database database) {
        this.database = database;
    }

    @Override
    public void append(Collection<ApiCall> calls) {
        List<ApiCall> given = List.copyOf(calls);
        if (!given.isEmpty()) {
            database.doWrite(session -> append(session, given));
        }
    }

    @Override
    public List<ApiCall> latest(String platform, boolean failedOnly, int limit) {
        Condition ofPlatform = platform.isEmpty() ? DSL.noCondition() : API_CALL.PLATFORM.eq(platform);
        Condition failed = failedOnly ? API_CALL.FAILED.eq((short) 1) : DSL.noCondition();
        return database.read(session -> session.dsl()
                .selectFrom(API_CALL)
                .where(ofPlatform)
                .and(failed)
                .orderBy(API_CALL.CALLED_US.desc(), API_CALL.CALL_NO.desc())
                .limit(limit)
                .fetch(JooqApiCallStore::call));
    }

    @Override
    public long removeBefore(Instant moment) {
        return database.write(session -> (long) session.dsl()
                .deleteFrom(API_CALL)
                .where(API_CALL.CALLED_US.lt(Times.bound(moment)))
                .execute());
    }

    private static void append(Session session, List<ApiCall> calls) {
        RowBatch batch = RowBatch.insert(session, API_CALL, COLUMNS);
        long next = Numbers.next(session, API_CALL, API_CALL.CALL_NO);
        for (ApiCall call : calls) {
            batch.add(
                    next,
                    next,
                    Texts.key("platform", call.platform(), 190),
                    Texts.key("account id", call.accountId(), 190),
                    Texts.encode(call.endpoint()),
                    Times.micros(call.at()),
                    Times.micros(call.took()),
                    call.attempt(),
                    call.status(),
                    Texts.encode(call.requestId()),
                    (short) (call.succeeded() ? 0 : 1),
                    Texts.encode(call.errorCode()),
                    Texts.encode(call.error()));
            next++;
        }
        batch.flush();
    }

    private static ApiCall call(Record row) {
        return new ApiCall(
                row.get(API_CALL.PLATFORM),
                row.get(API_CALL.ACCOUNT_ID),
                Texts.decode(row.get(API_CALL.ENDPOINT)),
                Times.instant(row.get(API_CALL.CALLED_US)),
                Duration.of(row.get(API_CALL.TOOK_MICROS), ChronoUnit.MICROS),
                row.get(API_CALL.ATTEMPT),
                row.get(API_CALL.STATUS),
                Texts.decode(row.get(API_CALL.REQUEST_ID)),
                Texts.decode(row.get(API_CALL.ERROR_CODE)),
                Texts.decode(row.get(API_CALL.ERROR)));
    }
}
