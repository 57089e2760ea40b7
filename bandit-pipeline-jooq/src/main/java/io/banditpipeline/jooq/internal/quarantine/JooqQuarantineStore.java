package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.PARKED_ROW;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static org.jooq.impl.DSL.count;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.Resolution;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jooq.Condition;

/** Reads quarantine and parked rows, and lets rows back in. This class is thread-safe. */
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
    public void held(Set<HeldRow.State> states, Consumer<? super HeldRow> consumer) {
        database.doRead(session -> HeldReader.read(session, isIn(states), consumer));
    }

    @Override
    public Optional<HeldRow> held(String id) {
        return database.read(session -> Optional.ofNullable(HeldReader.find(session, id)));
    }

    @Override
    public Map<String, HeldRow> decided(String source, String subject, DateRange days) {
        Condition which = QUARANTINE
                .SOURCE
                .eq(source)
                .and(QUARANTINE.SUBJECT.eq(subject))
                .and(QUARANTINE.FIRST_DAY.le(Times.day(days.last())))
                .and(QUARANTINE.LAST_DAY.ge(Times.day(days.first())))
                .and(isIn(EnumSet.of(HeldRow.State.RELEASED, HeldRow.State.CORRECTED, HeldRow.State.REJECTED)));
        return database.read(session -> {
            Map<String, HeldRow> decided = new LinkedHashMap<>();
            HeldReader.read(session, which, row -> decided.put(row.id(), row));
            return decided;
        });
    }

    @Override
    public long hold(Slice slice, Instant observedAt, Iterable<RejectedRow> rows) {
        return database.write(session -> {
            metrics.lock(session, slice.account());
            return QuarantineWriter.replace(session, HeldScope.of(slice), observedAt, rows);
        });
    }

    @Override
    public HeldRow resolve(String id, Resolution resolution) {
        return database.write(session -> new HeldDecision(session, metrics).decide(id, resolution));
    }

    @Override
    public List<HeldEvent> events(String id) {
        return database.read(session -> HeldReader.events(session, id));
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

    private static Condition isIn(Set<HeldRow.State> states) {
        return QUARANTINE.STATE.in(states.stream().map(HeldRow.State::name).toList());
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
}
