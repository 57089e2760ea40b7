package io.banditpipeline.jooq.internal.quality;

import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.store.QualityStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps what is known of the data's quality. This class is thread-safe. */
public final class JooqQualityStore implements QualityStore {
    private final Database database;

    /** @param database the database */
    public JooqQualityStore(Database database) {
        this.database = database;
    }

    @Override
    public void saveScores(Collection<QualityScore> scores) {
        database.doWrite(session -> new Scores(session).save(scores));
    }

    @Override
    public void scores(DateRange days, Consumer<? super QualityScore> consumer) {
        database.doRead(session -> new Scores(session).read(days, consumer));
    }

    @Override
    public void saveFindings(String check, DateRange days, Collection<Finding> findings, Instant at) {
        database.doWrite(session -> new FindingsOfCheck(session, check, at).save(days, findings));
    }

    @Override
    public void findings(Instant since, Consumer<? super KnownFinding> consumer) {
        database.doRead(session -> FindingRows.read(session, since, consumer));
    }

    @Override
    public Map<String, byte[]> detectorStates(String detector, Collection<String> keys) {
        return database.read(session -> new DetectorStates(session, detector).read(keys));
    }

    @Override
    public void saveDetectorStates(String detector, Map<String, byte[]> states) {
        database.doWrite(session -> new DetectorStates(session, detector).save(states));
    }
}
