package io.banditpipeline.examples.platform;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a database holds when all is collected, without what tells when or how it came there.
 *
 * @param effective the effective rows, each as text, in order; one that is there twice is here twice
 * @param superseded how many rows were kept of which a later one says something else
 * @param facts the daily facts, each as text, in order
 * @param watermarks up to where each feed is complete, in order
 * @param held how many rows were quarantined or parked
 */
record Collected(List<String> effective, long superseded, List<String> facts, List<String> watermarks, long held) {
    static Collected in(TestDatabase database, List<Arm> arms, DateRange days, Instant now) throws Exception {
        List<String> effective = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        long[] superseded = {0};
        try (Storage storage = database.storage().open()) {
            for (Arm arm : arms) {
                storage.metrics().revisions(arm.id(), days, revision -> {
                    if (revision.effective() && !revision.tombstone()) {
                        effective.add(arm.id() + " " + text(revision.observation()));
                    } else {
                        superseded[0]++;
                    }
                });
            }
            storage.metrics()
                    .dailyFacts(new FactQuery(Platforms.CAMPAIGN.id(), days, now))
                    .forEach(fact -> facts.add(fact.armId() + " " + fact.day() + " " + fact.metrics()));
            List<String> watermarks = storage.metrics().watermarks().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            effective.sort(null);
            facts.sort(null);
            return new Collected(List.copyOf(effective), superseded[0], List.copyOf(facts), watermarks, held(database));
        }
    }

    private static String text(Observation row) {
        return row.interval() + " " + row.entity() + " " + row.metrics() + " " + row.origin() + " " + row.attribution();
    }

    private static long held(TestDatabase database) throws Exception {
        return Long.parseLong(
                database.query("select (select count(*) from quarantine) + (select count(*) from parked_row)")
                        .get(0));
    }

    /** What is in one and not in the other, so that a failure can be read. */
    List<String> differences(Collected other) {
        List<String> found = new ArrayList<>();
        found.addAll(differences("effective", effective, other.effective));
        found.addAll(differences("daily fact", facts, other.facts));
        found.addAll(differences("watermark", watermarks, other.watermarks));
        if (superseded != other.superseded) {
            found.add("superseded " + superseded + " and " + other.superseded);
        }
        if (held != other.held) {
            found.add("held " + held + " and " + other.held);
        }
        return found;
    }

    private static List<String> differences(String what, List<String> one, List<String> other) {
        List<String> more = new ArrayList<>(one);
        other.forEach(more::remove);
        List<String> less = new ArrayList<>(other);
        one.forEach(less::remove);
        return Stream.concat(
                        more.stream().map(row -> what + " only here: " + row),
                        less.stream().map(row -> what + " only there: " + row))
                .toList();
    }
}
