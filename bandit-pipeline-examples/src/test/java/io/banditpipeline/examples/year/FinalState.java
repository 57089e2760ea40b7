package io.banditpipeline.examples.year;

import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * What a storage knows in the end, without when it came to know it: rows and facts by arm and day, watermarks, states
 * of arms, the latest plan, what waits for a decision, and what is said to be wrong.
 */
record FinalState(
        List<String> rows,
        List<String> facts,
        List<String> watermarks,
        List<String> states,
        Allocation plan,
        List<String> waiting,
        List<String> findings,
        List<String> alerts) {
    private static final DateRange ALL = new DateRange(LocalDate.of(2020, 1, 1), LocalDate.of(2030, 1, 1));

    static FinalState of(Host host) {
        Storage storage = host.storage();
        String campaign = host.market().campaign().id();
        List<String> rows = new ArrayList<>();
        storage.catalog().arms(campaign).forEach(arm -> storage.metrics().revisions(arm.id(), ALL, revision -> {
            if (revision.effective() && !revision.tombstone()) {
                rows.add(text(revision));
            }
        }));
        List<String> facts = new ArrayList<>();
        storage.metrics()
                .dailyFacts(new FactQuery(campaign, ALL, Instant.MAX))
                .forEach(fact -> facts.add(fact.armId() + " " + fact.day() + " " + fact.metrics()));
        return new FinalState(
                sorted(rows),
                sorted(facts),
                storage.metrics().watermarks().stream().map(Object::toString).toList(),
                storage.decisions().states(campaign).stream()
                        .map(Object::toString)
                        .toList(),
                storage.decisions().latest(campaign, 1).get(0),
                sorted(waiting(storage)),
                sorted(findings(storage)),
                sorted(storage.alerts().open().stream()
                        .map(AlertRecord::latest)
                        .map(alert -> alert.severity() + " " + alert.code() + " " + alert.subject())
                        .toList()));
    }

    private static String text(Revision revision) {
        return revision.armId() + " " + revision.observation().interval() + " "
                + revision.observation().metrics() + " "
                + revision.observation().currency();
    }

    private static List<String> waiting(Storage storage) {
        List<String> waiting = new ArrayList<>();
        storage.quarantine()
                .held(
                        EnumSet.of(HeldRow.State.HELD),
                        held -> waiting.add(held.row().reasons().toString()));
        storage.quarantine().parkedByEntity().forEach((entity, days) -> waiting.add(entity + " " + days));
        return waiting;
    }

    private static List<String> findings(Storage storage) {
        List<String> findings = new ArrayList<>();
        storage.quality().findings(Instant.EPOCH, known -> {
            if (Objects.isNull(known.resolvedAt())) {
                findings.add(known.check() + " " + known.finding());
            }
        });
        return findings;
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }
}
