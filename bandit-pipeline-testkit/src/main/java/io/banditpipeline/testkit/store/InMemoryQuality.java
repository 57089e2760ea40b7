package io.banditpipeline.testkit.store;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Scores, findings and states of detectors in memory. */
final class InMemoryQuality implements QualityStore {
    private static final Comparator<QualityScore> ORDER = Comparator.<QualityScore, LocalDate>comparing(
                    score -> score.subject().day(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(score -> score.subject().kind())
            .thenComparing(score -> score.subject().id())
            .thenComparing(QualityScore::dimension);

    private final Object lock;
    private final Map<ScoreKey, QualityScore> scores = new LinkedHashMap<>();
    private final Map<FindingKey, KnownFinding> findings = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> states = new TreeMap<>();

    private record ScoreKey(Subject subject, Dimension dimension) {}

    private record FindingKey(String check, String rule, Subject subject, String field) {
        static FindingKey of(String check, Finding finding) {
            return new FindingKey(check, finding.rule(), finding.subject(), finding.field());
        }
    }

    InMemoryQuality(Object lock) {
        this.lock = lock;
    }

    @Override
    public void saveScores(Collection<QualityScore> given) {
        synchronized (lock) {
            given.forEach(score -> scores.put(
                    new ScoreKey(score.subject(), score.dimension()),
                    new QualityScore(
                            score.subject(),
                            score.dimension(),
                            score.numerator(),
                            score.denominator(),
                            Kept.micros(score.at()))));
        }
    }

    @Override
    public void scores(DateRange days, Consumer<? super QualityScore> consumer) {
        List<QualityScore> found;
        synchronized (lock) {
            found = scores.values().stream()
                    .filter(score -> isIn(days, score.subject().day()))
                    .sorted(ORDER)
                    .toList();
        }
        found.forEach(consumer);
    }

    @Override
    public void saveFindings(String check, DateRange days, Collection<Finding> given, Instant at) {
        Instant seenAt = Kept.micros(at);
        Map<FindingKey, Finding> found = new LinkedHashMap<>();
        given.forEach(finding -> found.put(FindingKey.of(check, finding), finding));
        synchronized (lock) {
            findings.replaceAll((key, known) -> key.check().equals(check)
                            && isIn(days, key.subject().day())
                            && !found.containsKey(key)
                            && known.resolvedAt() == null
                            && !known.lastSeen().isAfter(seenAt)
                    ? new KnownFinding(check, known.finding(), known.firstSeen(), known.lastSeen(), seenAt)
                    : known);
            found.forEach(
                    (key, finding) -> findings.compute(key, (unused, known) -> seen(check, finding, seenAt, known)));
        }
    }

    @Override
    public void findings(Instant since, Consumer<? super KnownFinding> consumer) {
        List<KnownFinding> found;
        synchronized (lock) {
            found = findings.values().stream()
                    .filter(known -> !moment(known).isBefore(since))
                    .sorted(Comparator.comparing(KnownFinding::firstSeen).thenComparing(KnownFinding::check))
                    .toList();
        }
        found.forEach(consumer);
    }

    @Override
    public Map<String, byte[]> detectorStates(String detector, Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        synchronized (lock) {
            Map<String, byte[]> known = states.getOrDefault(detector, Map.of());
            for (String key : keys) {
                byte[] state = known.get(key);
                if (state != null) {
                    found.put(key, state.clone());
                }
            }
        }
        return found;
    }

    @Override
    public void saveDetectorStates(String detector, Map<String, byte[]> given) {
        List<Map.Entry<String, byte[]>> copies = new ArrayList<>();
        given.forEach((key, state) -> copies.add(Map.entry(key, state.clone())));
        synchronized (lock) {
            Map<String, byte[]> ofDetector = states.computeIfAbsent(detector, unused -> new TreeMap<>());
            copies.forEach(copy -> ofDetector.put(copy.getKey(), copy.getValue()));
        }
    }

    private static KnownFinding seen(String check, Finding finding, Instant at, @Nullable KnownFinding known) {
        if (known == null) {
            return new KnownFinding(check, finding, at, at, null);
        }
        if (moment(known).isAfter(at)) {
            return known;
        }
        Instant firstSeen = known.resolvedAt() == null ? known.firstSeen() : at;
        return new KnownFinding(check, finding, firstSeen, at, null);
    }

    /** The moment of the latest that is known of a finding. */
    private static Instant moment(KnownFinding known) {
        Instant resolvedAt = known.resolvedAt();
        return resolvedAt == null ? known.lastSeen() : resolvedAt;
    }

    private static boolean isIn(DateRange days, @Nullable LocalDate day) {
        return day == null || days.contains(day);
    }
}
