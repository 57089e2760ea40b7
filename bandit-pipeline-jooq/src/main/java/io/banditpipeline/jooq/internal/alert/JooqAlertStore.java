package io.banditpipeline.jooq.internal.alert;

import static io.banditpipeline.jooq.internal.db.Tables.ALERT;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.store.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/**
 * Keeps alerts, a row for each time that one was open. Whoever changes an alert locks the last of its rows; of two that
 * open it at once, the database refuses the second, which then finds it open. This class is thread-safe.
 */
public final class JooqAlertStore implements AlertStore {
    private static final Comparator<AlertRecord> GRAVEST_FIRST = Comparator.comparing(
                    (AlertRecord row) -> row.latest().severity())
            .reversed()
            .thenComparing(AlertRecord::firstAt)
            .thenComparing(row -> row.latest().code(), Texts.byCodePoint())
            .thenComparing(row -> row.latest().subject(), Texts.byCodePoint());

    private final Database database;

    /** @param database the database */
    public JooqAlertStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean raise(Alert alert, Duration repeatAfter) {
        String id = AlertRows.id(alert.code(), alert.subject());
        return database.write(session -> {
            Optional<Record> last = AlertRows.lockLast(session, id);
            Optional<Record> open = last.filter(AlertRows::isOpen);
            if (open.isEmpty()) {
                open(session, id, 1 + last.map(row -> row.get(ALERT.EPISODE)).orElse(0), alert);
                return true;
            }
            return count(session, open.get(), alert, repeatAfter);
        });
    }

    @Override
    public Optional<AlertRecord> resolve(String code, String subject, Instant at) {
        return database.write(session -> lockOpen(session, code, subject).map(row -> {
            session.dsl()
                    .update(ALERT)
                    .set(ALERT.RESOLVED_US, Times.micros(at))
                    .where(AlertRows.is(row))
                    .execute();
            return AlertRows.read(row);
        }));
    }

    @Override
    public boolean acknowledge(String code, String subject, String by, Instant at) {
        return database.write(session -> {
            Optional<Record> open = lockOpen(session, code, subject);
            open.ifPresent(row -> session.dsl()
                    .update(ALERT)
                    .set(ALERT.ACKNOWLEDGED_BY, Texts.encode(by))
                    .set(ALERT.ACKNOWLEDGED_US, Times.micros(at))
                    .where(AlertRows.is(row))
                    .execute());
            return open.isPresent();
        });
    }

    @Override
    public List<AlertRecord> open() {
        return database.read(session ->
                session.dsl().selectFrom(ALERT).where(ALERT.RESOLVED_US.isNull()).fetch(AlertRows::read).stream()
                        .sorted(GRAVEST_FIRST)
                        .toList());
    }

    @Override
    public List<AlertRecord> latest(int limit) {
        return database.read(session -> session.dsl()
                .selectFrom(ALERT)
                .orderBy(
                        ALERT.LAST_US.desc(),
                        Texts.byCodePoint(session, ALERT.CODE),
                        Texts.byCodePoint(session, ALERT.SUBJECT),
                        ALERT.EPISODE.desc())
                .limit(limit)
                .fetch(AlertRows::read));
    }

    @Override
    public long removeResolvedBefore(Instant moment) {
        return database.write(session -> (long) session.dsl()
                .deleteFrom(ALERT)
                .where(ALERT.RESOLVED_US.lt(Times.bound(moment)))
                .execute());
    }

    private static Optional<Record> lockOpen(Session session, String code, String subject) {
        return AlertRows.lockLast(session, AlertRows.id(code, subject)).filter(AlertRows::isOpen);
    }

    private static void open(Session session, String id, int episode, Alert alert) {
        long at = Times.micros(alert.at());
        session.dsl()
                .insertInto(ALERT)
                .set(ALERT.ALERT_ID, id)
                .set(ALERT.EPISODE, episode)
                .set(ALERT.CODE, Texts.encode(alert.code()))
                .set(ALERT.SUBJECT, Texts.encode(alert.subject()))
                .set(ALERT.SEVERITY, alert.severity().name())
                .set(ALERT.MESSAGE, Texts.encode(alert.message()))
                .set(ALERT.OCCURRENCES, 1L)
                .set(ALERT.FIRST_US, at)
                .set(ALERT.LAST_US, at)
                .set(ALERT.DELIVERED_US, at)
                .set(ALERT.DELIVERED_SEVERITY, alert.severity().name())
                .execute();
    }

    /** Counts an open alert once more, and says whether it is to be delivered again. */
    private static boolean count(Session session, Record row, Alert alert, Duration repeatAfter) {
        boolean isGraver = alert.severity().compareTo(Alert.Severity.valueOf(row.get(ALERT.DELIVERED_SEVERITY))) > 0;
        Instant deliveredAt = Times.instant(row.get(ALERT.DELIVERED_US));
        boolean isDue = row.get(ALERT.ACKNOWLEDGED_US) == null
                && Duration.between(deliveredAt, alert.at().truncatedTo(ChronoUnit.MICROS))
                                .compareTo(repeatAfter)
                        >= 0;
        session.dsl()
                .update(ALERT)
                .set(ALERT.SEVERITY, alert.severity().name())
                .set(ALERT.MESSAGE, Texts.encode(alert.message()))
                .set(ALERT.OCCURRENCES, ALERT.OCCURRENCES.plus(1))
                .set(ALERT.LAST_US, Times.micros(alert.at()))
                .where(AlertRows.is(row))
                .execute();
        if (isGraver || isDue) {
            session.dsl()
                    .update(ALERT)
                    .set(ALERT.DELIVERED_US, Times.micros(alert.at()))
                    .set(ALERT.DELIVERED_SEVERITY, alert.severity().name())
                    .setNull(ALERT.ACKNOWLEDGED_BY)
                    .setNull(ALERT.ACKNOWLEDGED_US)
                    .where(AlertRows.is(row))
                    .execute();
        }
        return isGraver || isDue;
    }
}
