package io.banditpipeline.jooq.internal.quality;

import static io.banditpipeline.jooq.internal.db.Tables.QUALITY_SCORE;

import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Scores in a transaction; one day's are in memory at a time.
 *
 * @param session the transaction
 */
record Scores(Session session) {
    private static final List<Field<?>> COLUMNS = List.of(
            QUALITY_SCORE.LOCAL_DAY,
            QUALITY_SCORE.SUBJECT_KIND,
            QUALITY_SCORE.SUBJECT_ID,
            QUALITY_SCORE.DIMENSION,
            QUALITY_SCORE.NUMERATOR,
            QUALITY_SCORE.DENOMINATOR,
            QUALITY_SCORE.AT_US);

    /** The order within a day. */
    private static final Comparator<QualityScore> ORDER = Comparator.<QualityScore, Subject.Kind>comparing(
                    score -> score.subject().kind())
            .thenComparing(score -> score.subject().id(), Texts.byCodePoint())
            .thenComparing(QualityScore::dimension);

    void save(Collection<QualityScore> scores) {
        RowBatch batch = RowBatch.upsert(session, QUALITY_SCORE, COLUMNS);
        for (QualityScore score : scores) {
            Subject subject = score.subject();
            batch.add(
                    List.of(subject, score.dimension()),
                    SubjectDays.kept(subject.day()),
                    subject.kind().name(),
                    Texts.key("subject id", subject.id(), 400),
                    score.dimension().name(),
                    score.numerator(),
                    score.denominator(),
                    Times.micros(score.at()));
        }
        batch.flush();
    }

    void read(DateRange days, Consumer<? super QualityScore> consumer) {
        List<QualityScore> ofDay = new ArrayList<>();
        try (Cursor<Record> rows = session.dsl()
                .selectFrom(QUALITY_SCORE)
                .where(SubjectDays.isIn(days, QUALITY_SCORE.LOCAL_DAY))
                .orderBy(QUALITY_SCORE.LOCAL_DAY)
                .fetchSize(session.streamingFetchSize())
                .fetchLazy()) {
            for (Record row : rows) {
                QualityScore score = score(row);
                if (!ofDay.isEmpty()
                        && !Objects.equals(
                                ofDay.get(0).subject().day(), score.subject().day())) {
                    handOver(ofDay, consumer);
                }
                ofDay.add(score);
            }
            handOver(ofDay, consumer);
        }
    }

    private static void handOver(List<QualityScore> ofDay, Consumer<? super QualityScore> consumer) {
        ofDay.sort(ORDER);
        ofDay.forEach(consumer);
        ofDay.clear();
    }

    private static QualityScore score(Record row) {
        Subject subject = new Subject(
                Subject.Kind.valueOf(row.get(QUALITY_SCORE.SUBJECT_KIND)),
                row.get(QUALITY_SCORE.SUBJECT_ID),
                SubjectDays.given(row.get(QUALITY_SCORE.LOCAL_DAY)));
        return new QualityScore(
                subject,
                Dimension.valueOf(row.get(QUALITY_SCORE.DIMENSION)),
                row.get(QUALITY_SCORE.NUMERATOR),
                row.get(QUALITY_SCORE.DENOMINATOR),
                Times.instant(row.get(QUALITY_SCORE.AT_US)));
    }
}
