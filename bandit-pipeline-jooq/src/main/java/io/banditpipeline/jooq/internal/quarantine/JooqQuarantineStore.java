package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.PARKED_ROW;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_REASON;
import static org.jooq.impl.DSL.count;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.Record;

/** Reads quarantine and parked rows, and lets parked rows back in. This class is thread-safe. */
public final class JooqQuarantineStore implements QuarantineStore {
    private static final SliceReceipt NOTHING = new SliceReceipt(0, 0, 0, 0);

    private final Database database;
    private final RowReadmission metrics;

    /**
     * @param database the database
     * @param metrics takes rows that are let back in
     */
    public JooqQuarantineStore(Database database, RowReadmission metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    @Override
    public void held(Consumer<? super HeldRow> consumer) {
        database.doRead(session -> {
            try (Cursor<Record> rows = session.dsl()
                    .select(QUARANTINE.fields())
                    .select(QUARANTINE_REASON.fields())
                    .from(QUARANTINE)
                    .join(QUARANTINE_REASON)
                    .on(QUARANTINE_REASON.HELD_ID.eq(QUARANTINE.HELD_ID))
                    .orderBy(QUARANTINE.HELD_US, QUARANTINE.HELD_ID, QUARANTINE_REASON.POSITION)
                    .fetchSize(session.streamingFetchSize())
                    .fetchLazy()) {
                handOver(rows, consumer);
            }
        });
    }

    @Override
    public Map<String, Map<String, Long>> parkedByEntity() {
        return database.read(session -> {
            Map<Integer, Account> accounts = AccountCatalog.accounts(session);
            Map<String, Map<String, Long>> parked = new TreeMap<>(Texts.byCodePoint());
            session.dsl()
                    .select(PARKED_ROW.ACCOUNT_NO, PARKED_ROW.ENTITY_ID, count())
                    .from(PARKED_ROW)
                    .groupBy(PARKED_ROW.ACCOUNT_NO, PARKED_ROW.ENTITY_ID)
                    .forEach(row -> parked.computeIfAbsent(
                                    AccountCatalog.of(accounts, row.value1()).key(),
                                    key -> new TreeMap<>(Texts.byCodePoint()))
                            .put(row.value2(), row.value3().longValue()));
            return parked;
        });
    }

    @Override
    public SliceReceipt readmit(Account account, Level level) {
        return database.write(session -> {
            Optional<Integer> accountNo = AccountCatalog.find(session, account);
            return accountNo.isEmpty()
                    ? NOTHING
                    : readmit(session, new ParkedRows(session, accountNo.get(), account, level));
        });
    }

    @Override
    public void parked(Account account, Level level, Consumer<? super Observation> consumer) {
        database.doRead(session -> {
            AccountCatalog.find(session, account).ifPresent(accountNo -> {
                ParkedRows rows = new ParkedRows(session, accountNo, account, level);
                rows.entities().forEach(entity -> rows.of(entity).forEach(consumer));
            });
        });
    }

    private SliceReceipt readmit(Session session, ParkedRows parked) throws SQLException {
        Set<String> mapped = AccountCatalog.entities(session, parked.accountNo(), parked.level())
                .keySet();
        SliceReceipt receipt = NOTHING;
        for (String entity : parked.entities()) {
            if (mapped.contains(entity)) {
                for (String source : parked.sources(entity)) {
                    receipt =
                            sum(receipt, metrics.append(session, parked.account(), source, parked.of(entity, source)));
                }
                parked.delete(entity);
            }
        }
        return receipt;
    }

    private static SliceReceipt sum(SliceReceipt a, SliceReceipt b) {
        return new SliceReceipt(
                a.added() + b.added(),
                a.changed() + b.changed(),
                a.unchanged() + b.unchanged(),
                a.removed() + b.removed());
    }

    /** Joins the reasons of each row, which stand together. */
    private static void handOver(Cursor<Record> rows, Consumer<? super HeldRow> consumer) {
        Record current = null;
        List<RejectedRow.Reason> reasons = new ArrayList<>();
        for (Record row : rows) {
            if (current != null && !current.get(QUARANTINE.HELD_ID).equals(row.get(QUARANTINE.HELD_ID))) {
                consumer.accept(heldRow(current, reasons));
                reasons.clear();
            }
            current = row;
            reasons.add(reason(row));
        }
        if (current != null) {
            consumer.accept(heldRow(current, reasons));
        }
    }

    private static HeldRow heldRow(Record row, List<RejectedRow.Reason> reasons) {
        return new HeldRow(
                row.get(QUARANTINE.HELD_ID),
                row.get(QUARANTINE.SOURCE),
                row.get(QUARANTINE.SUBJECT),
                new RejectedRow(
                        Texts.decode(row.get(QUARANTINE.LOCATION)), Texts.decode(row.get(QUARANTINE.RAW_ROW)), reasons),
                row.get(QUARANTINE.OCCURRENCES),
                HeldRow.State.valueOf(row.get(QUARANTINE.STATE)),
                Times.instant(row.get(QUARANTINE.HELD_US)),
                Times.instant(row.get(QUARANTINE.HELD_US)),
                null);
    }

    private static RejectedRow.Reason reason(Record row) {
        return new RejectedRow.Reason(
                row.get(QUARANTINE_REASON.RULE_ID),
                Texts.decode(row.get(QUARANTINE_REASON.FIELD)),
                Texts.decode(row.get(QUARANTINE_REASON.FIELD_VALUE)),
                Texts.decode(row.get(QUARANTINE_REASON.TEXT)));
    }
}
