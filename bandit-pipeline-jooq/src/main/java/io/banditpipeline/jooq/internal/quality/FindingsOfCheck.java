package io.banditpipeline.jooq.internal.quality;

import static io.banditpipeline.jooq.internal.db.Tables.QUALITY_FINDING;

import io.banditpipeline.jooq.internal.sql.Hashes;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Notes what one check found, in a transaction. Not thread-safe. */
final class FindingsOfCheck {
    private static final int CHUNK = 500;
    private static final List<Field<?>> COLUMNS = List.of(
            QUALITY_FINDING.CHECK_ID,
            QUALITY_FINDING.FINDING_ID,
            QUALITY_FINDING.RULE_ID,
            QUALITY_FINDING.DIMENSION,
            QUALITY_FINDING.SEVERITY,
            QUALITY_FINDING.SUBJECT_KIND,
            QUALITY_FINDING.SUBJECT_ID,
            QUALITY_FINDING.LOCAL_DAY,
            QUALITY_FINDING.FIELD,
            QUALITY_FINDING.FIELD_VALUE,
            QUALITY_FINDING.TEXT,
            QUALITY_FINDING.OCCURRENCES,
            QUALITY_FINDING.FIRST_US,
            QUALITY_FINDING.LAST_US,
            QUALITY_FINDING.RESOLVED_US);

    private final Session session;
    private final String check;
    private final long atMicros;

    /** When a finding was seen first and last, and when it was resolved, if it was. */
    private record Known(long first, long last, @Nullable Long resolved) {
        boolean isLaterThan(long micros) {
            return (resolved == null ? last : resolved) > micros;
        }
    }

    FindingsOfCheck(Session session, String check, Instant at) {
        this.session = session;
        this.check = Texts.key("check", check, 400);
        this.atMicros = Times.micros(at);
    }

    void save(DateRange days, Collection<Finding> findings) {
        Map<String, Finding> found = new LinkedHashMap<>();
        findings.forEach(finding -> found.put(id(finding), finding));
        resolve(days, found);
        List<String> ids = found.keySet().stream().sorted().toList();
        RowBatch batch = RowBatch.upsert(session, QUALITY_FINDING, COLUMNS);
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            Map<String, Known> known = known(chunk);
            chunk.forEach(id -> see(batch, id, found.get(id), known.get(id)));
        }
        batch.flush();
    }

    /** Resolves the open ones of the days that were not found. */
    private void resolve(DateRange days, Map<String, Finding> found) {
        List<String> gone = session
                .dsl()
                .select(QUALITY_FINDING.FINDING_ID)
                .from(QUALITY_FINDING)
                .where(QUALITY_FINDING.CHECK_ID.eq(check))
                .and(SubjectDays.isIn(days, QUALITY_FINDING.LOCAL_DAY))
                .and(QUALITY_FINDING.RESOLVED_US.isNull())
                .and(QUALITY_FINDING.LAST_US.le(atMicros))
                .fetch(QUALITY_FINDING.FINDING_ID)
                .stream()
                .filter(id -> !found.containsKey(id))
                .sorted()
                .toList();
        for (int from = 0; from < gone.size(); from += CHUNK) {
            session.dsl()
                    .update(QUALITY_FINDING)
                    .set(QUALITY_FINDING.RESOLVED_US, atMicros)
                    .where(QUALITY_FINDING.CHECK_ID.eq(check))
                    .and(QUALITY_FINDING.FINDING_ID.in(gone.subList(from, Math.min(from + CHUNK, gone.size()))))
                    .execute();
        }
    }

    private Map<String, Known> known(List<String> ids) {
        Map<String, Known> known = new HashMap<>();
        session.dsl()
                .select(
                        QUALITY_FINDING.FINDING_ID,
                        QUALITY_FINDING.FIRST_US,
                        QUALITY_FINDING.LAST_US,
                        QUALITY_FINDING.RESOLVED_US)
                .from(QUALITY_FINDING)
                .where(QUALITY_FINDING.CHECK_ID.eq(check))
                .and(QUALITY_FINDING.FINDING_ID.in(ids))
                .forEach(row -> known.put(row.value1(), new Known(row.value2(), row.value3(), row.value4())));
        return known;
    }

    private void see(RowBatch batch, String id, @Nullable Finding finding, @Nullable Known known) {
        if (finding == null || (known != null && known.isLaterThan(atMicros))) {
            return;
        }
        Subject subject = finding.subject();
        batch.add(
                id,
                check,
                id,
                Texts.key("rule", finding.rule(), 190),
                finding.dimension().name(),
                finding.severity().name(),
                subject.kind().name(),
                Texts.key("subject id", subject.id(), 400),
                SubjectDays.kept(subject.day()),
                Texts.encode(finding.field()),
                Texts.encode(finding.value()),
                Texts.encode(finding.text()),
                finding.count(),
                known == null || known.resolved() != null ? atMicros : known.first(),
                atMicros,
                null);
    }

    private static String id(Finding finding) {
        Subject subject = finding.subject();
        return Hashes.sha256(List.of(
                finding.rule(),
                subject.kind().name(),
                subject.id(),
                Integer.toString(SubjectDays.kept(subject.day())),
                finding.field()));
    }
}
