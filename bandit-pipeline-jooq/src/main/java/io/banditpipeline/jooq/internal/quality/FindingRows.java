package io.banditpipeline.jooq.internal.quality;

import static io.banditpipeline.jooq.internal.db.Tables.QUALITY_FINDING;

import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.Instant;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.Record;

/** Reads findings. Stateless. */
final class FindingRows {
    private FindingRows() {}

    /** Hands over those that were seen or resolved at a moment or later, the first seen first; they are streamed. */
    static void read(Session session, Instant since, Consumer<? super KnownFinding> consumer) {
        long from = Times.bound(since);
        try (Cursor<Record> rows = session.dsl()
                .selectFrom(QUALITY_FINDING)
                .where(QUALITY_FINDING.LAST_US.ge(from).or(QUALITY_FINDING.RESOLVED_US.ge(from)))
                .orderBy(
                        QUALITY_FINDING.FIRST_US,
                        Texts.byCodePoint(session, QUALITY_FINDING.CHECK_ID),
                        QUALITY_FINDING.FINDING_ID)
                .fetchSize(session.streamingFetchSize())
                .fetchLazy()) {
            for (Record row : rows) {
                consumer.accept(known(row));
            }
        }
    }

    private static KnownFinding known(Record row) {
        Long resolved = row.get(QUALITY_FINDING.RESOLVED_US);
        return new KnownFinding(
                row.get(QUALITY_FINDING.CHECK_ID),
                finding(row),
                Times.instant(row.get(QUALITY_FINDING.FIRST_US)),
                Times.instant(row.get(QUALITY_FINDING.LAST_US)),
                resolved == null ? null : Times.instant(resolved));
    }

    private static Finding finding(Record row) {
        Subject subject = new Subject(
                Subject.Kind.valueOf(row.get(QUALITY_FINDING.SUBJECT_KIND)),
                row.get(QUALITY_FINDING.SUBJECT_ID),
                SubjectDays.given(row.get(QUALITY_FINDING.LOCAL_DAY)));
        return new Finding(
                row.get(QUALITY_FINDING.RULE_ID),
                Dimension.valueOf(row.get(QUALITY_FINDING.DIMENSION)),
                Severity.valueOf(row.get(QUALITY_FINDING.SEVERITY)),
                subject,
                Texts.decode(row.get(QUALITY_FINDING.FIELD)),
                Texts.decode(row.get(QUALITY_FINDING.FIELD_VALUE)),
                Texts.decode(row.get(QUALITY_FINDING.TEXT)),
                row.get(QUALITY_FINDING.OCCURRENCES));
    }
}
