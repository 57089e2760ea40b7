package io.banditpipeline.core.internal.health;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.run.Health.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds all that is wrong. Pure functions of the snapshot. */
final class Problems {
    private Problems() {}

    /** The gravest first, then by code and subject. */
    static List<Problem> of(Snapshot now, HealthSettings settings) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(RunRules.of(now, settings));
        problems.addAll(JobRules.of(now, settings));
        problems.addAll(FeedRules.of(now, settings));
        problems.addAll(DataRules.of(now, settings));
        problems.addAll(NoticeRules.of(now, settings));
        problems.addAll(otherAlerts(now.openAlerts(), problems));
        problems.sort(Comparator.comparing(Problem::severity)
                .reversed()
                .thenComparing(Problem::code)
                .thenComparing(Problem::subject));
        return problems;
    }

    /** Critical alerts of which nothing else tells: of steps, and of the host's own. */
    private static List<Problem> otherAlerts(List<AlertRecord> open, List<Problem> told) {
        Set<String> known = told.stream().map(Problems::key).collect(Collectors.toSet());
        Set<String> looked = ProblemCode.alerting(); // what is not told any more is about to be closed
        return open.stream()
                .filter(record -> record.latest().severity() == Alert.Severity.CRITICAL)
                .filter(record -> !looked.contains(record.latest().code())
                        && !known.contains(
                                record.latest().code() + " " + record.latest().subject()))
                .map(Problems::open)
                .toList();
    }

    private static Problem open(AlertRecord record) {
        Alert alert = record.latest();
        String by = record.acknowledgedBy();
        return ProblemCode.ALERT_OPEN.critical(
                alert.code() + " " + alert.subject(),
                "Alert " + alert.code() + " of " + alert.subject() + " is open since " + record.firstAt() + " ("
                        + record.occurrences() + " times): " + alert.message(),
                by == null ? "mend it, or acknowledge that somebody does" : by + " knows of it");
    }

    private static String key(Problem problem) {
        return problem.code() + " " + problem.subject();
    }
}
