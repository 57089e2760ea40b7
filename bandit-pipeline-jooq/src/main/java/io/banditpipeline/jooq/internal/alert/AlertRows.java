package io.banditpipeline.jooq.internal.alert;

import static io.banditpipeline.jooq.internal.db.Tables.ALERT;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Hashes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectLimitPercentStep;
import org.jspecify.annotations.Nullable;

/** The rows of alerts. Stateless. */
final class AlertRows {
    private AlertRows() {}

    static String id(String code, String subject) {
        return Hashes.sha256(List.of(code, subject));
    }

    /** The last episode of an alert; until the transaction ends, nobody else changes it. */
    static Optional<Record> lockLast(Session session, String alertId) {
        SelectLimitPercentStep<Record> last = session.dsl()
                .selectFrom(ALERT)
                .where(ALERT.ALERT_ID.eq(alertId))
                .orderBy(ALERT.EPISODE.desc())
                .limit(1);
        return session.engine() == Engine.SQLITE
                ? last.fetchOptional()
                : last.forUpdate().fetchOptional();
    }

    static boolean isOpen(Record row) {
        return row.get(ALERT.RESOLVED_US) == null;
    }

    /** This row and no other. */
    static Condition is(Record row) {
        return ALERT.ALERT_ID.eq(row.get(ALERT.ALERT_ID)).and(ALERT.EPISODE.eq(row.get(ALERT.EPISODE)));
    }

    static AlertRecord read(Record row) {
        Alert latest = new Alert(
                Alert.Severity.valueOf(row.get(ALERT.SEVERITY)),
                Texts.decode(row.get(ALERT.CODE)),
                Texts.decode(row.get(ALERT.SUBJECT)),
                Texts.decode(row.get(ALERT.MESSAGE)),
                Times.instant(row.get(ALERT.LAST_US)));
        String by = row.get(ALERT.ACKNOWLEDGED_BY);
        return new AlertRecord(
                latest,
                Times.instant(row.get(ALERT.FIRST_US)),
                row.get(ALERT.OCCURRENCES),
                instantOrNull(row.get(ALERT.DELIVERED_US)),
                by == null ? null : Texts.decode(by),
                instantOrNull(row.get(ALERT.ACKNOWLEDGED_US)),
                instantOrNull(row.get(ALERT.RESOLVED_US)));
    }

    private static @Nullable Instant instantOrNull(@Nullable Long micros) {
        return micros == null ? null : Times.instant(micros);
    }
}
