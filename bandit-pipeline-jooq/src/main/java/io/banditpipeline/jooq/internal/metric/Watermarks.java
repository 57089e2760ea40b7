package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.WATERMARK;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.Watermark;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;

/** From and up to where feeds are complete. Stateless. */
final class Watermarks {
    private static final Comparator<Watermark> ORDER = Comparator.comparing(Watermark::source)
            .thenComparing(Watermark::accountKey)
            .thenComparing(Watermark::level)
            .thenComparing(Watermark::granularity);

    private Watermarks() {}

    /** Adds what is complete of a slice to what is complete of its feed. */
    static void advance(Session session, int accountNo, SliceContent content) {
        Slice slice = content.slice();
        Complete complete = Complete.of(content);
        Complete before = session.dsl()
                .select(WATERMARK.COMPLETE_FROM_US, WATERMARK.COMPLETE_UNTIL_US)
                .from(WATERMARK)
                .where(is(slice, accountNo))
                .fetchOne(row -> Complete.of(row.value1(), row.value2()));
        Complete after = before == null ? complete : before.and(complete);
        if (before == null) {
            session.dsl()
                    .insertInto(WATERMARK)
                    .set(WATERMARK.ACCOUNT_NO, accountNo)
                    .set(WATERMARK.SOURCE, slice.source())
                    .set(WATERMARK.LEVEL, Codes.of(slice.level()))
                    .set(WATERMARK.GRANULARITY, Codes.of(slice.granularity()))
                    .set(WATERMARK.COMPLETE_FROM_US, after.fromUs())
                    .set(WATERMARK.COMPLETE_UNTIL_US, after.untilUs())
                    .execute();
        } else if (!after.equals(before)) {
            session.dsl()
                    .update(WATERMARK)
                    .set(WATERMARK.COMPLETE_FROM_US, after.fromUs())
                    .set(WATERMARK.COMPLETE_UNTIL_US, after.untilUs())
                    .where(is(slice, accountNo))
                    .execute();
        }
    }

    /** All watermarks, ordered by source, account, level and granularity. */
    static List<Watermark> all(Session session) {
        Map<Integer, Account> accounts = AccountCatalog.accounts(session);
        return session
                .dsl()
                .selectFrom(WATERMARK)
                .where(WATERMARK.COMPLETE_UNTIL_US.isNotNull())
                .fetch(row -> new Watermark(
                        row.get(WATERMARK.SOURCE),
                        AccountCatalog.of(accounts, row.get(WATERMARK.ACCOUNT_NO))
                                .key(),
                        Codes.level(row.get(WATERMARK.LEVEL)),
                        Codes.granularity(row.get(WATERMARK.GRANULARITY)),
                        Times.instant(row.get(WATERMARK.COMPLETE_FROM_US)),
                        Times.instant(row.get(WATERMARK.COMPLETE_UNTIL_US))))
                .stream()
                .sorted(ORDER)
                .toList();
    }

    private static Condition is(Slice slice, int accountNo) {
        return WATERMARK
                .ACCOUNT_NO
                .eq(accountNo)
                .and(WATERMARK.SOURCE.eq(slice.source()))
                .and(WATERMARK.LEVEL.eq(Codes.of(slice.level())))
                .and(WATERMARK.GRANULARITY.eq(Codes.of(slice.granularity())));
    }
}
