package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Outcomes in memory: for each campaign and day what was known from which moment on. */
final class InMemoryOutcomes implements OutcomeStore {
    private final Object lock;
    private final HeldTable held;
    private final Map<String, NavigableMap<LocalDate, NavigableMap<Instant, Optional<Outcome>>>> revisions =
            new HashMap<>();

    InMemoryOutcomes(Object lock, HeldTable held) {
        this.lock = lock;
        this.held = held;
    }

    @Override
    public SliceReceipt replace(
            Campaign campaign,
            String source,
            DateRange days,
            Instant observedAt,
            Iterable<Outcome> outcomes,
            Iterable<RejectedRow> rejected) {
        Map<LocalDate, Outcome> delivered = new TreeMap<>();
        outcomes.forEach(outcome -> delivered.put(outcome.day(), outcome));
        List<RejectedRow> refused = InMemoryMetrics.copy(rejected);
        Instant at = Kept.micros(observedAt);
        synchronized (lock) {
            SliceReceipt receipt = new SliceReceipt(0, 0, 0, 0);
            for (LocalDate day : affected(campaign.id(), days, delivered)) {
                receipt = RevisionTable.sum(receipt, keep(campaign.id(), day, at, delivered.get(day)));
            }
            held.replace(HeldTable.Scope.ofOutcomes(source, campaign.id(), days), refused, at);
            return receipt;
        }
    }

    @Override
    public Optional<DateRange> days(String campaignId, Instant asOf) {
        List<Outcome> known = known(campaignId, new DateRange(LocalDate.MIN, LocalDate.MAX), asOf);
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new DateRange(
                        known.get(0).day(), known.get(known.size() - 1).day()));
    }

    @Override
    public void outcomes(String campaignId, DateRange days, Instant asOf, Consumer<? super Outcome> consumer) {
        known(campaignId, days, asOf).forEach(consumer);
    }

    private List<Outcome> known(String campaignId, DateRange days, Instant asOf) {
        List<Outcome> known = new ArrayList<>();
        synchronized (lock) {
            ofCampaign(campaignId).forEach((day, ofDay) -> {
                if (days.contains(day)) {
                    at(ofDay, asOf).ifPresent(known::add);
                }
            });
        }
        return known;
    }

    private Iterable<LocalDate> affected(String campaignId, DateRange days, Map<LocalDate, Outcome> delivered) {
        TreeMap<LocalDate, Boolean> affected = new TreeMap<>();
        delivered.keySet().forEach(day -> affected.put(day, true));
        ofCampaign(campaignId).keySet().stream().filter(days::contains).forEach(day -> affected.put(day, true));
        return affected.keySet();
    }

    private SliceReceipt keep(String campaignId, LocalDate day, Instant at, @Nullable Outcome next) {
        NavigableMap<Instant, Optional<Outcome>> ofDay =
                ofCampaign(campaignId).computeIfAbsent(day, unused -> new TreeMap<>());
        Optional<Outcome> before = at(ofDay, at);
        Optional<Outcome> after = Optional.ofNullable(next);
        if (before.equals(after)) {
            return new SliceReceipt(0, 0, after.isPresent() ? 1 : 0, 0);
        }
        ofDay.put(at, after);
        if (after.isEmpty()) {
            return new SliceReceipt(0, 0, 0, 1);
        }
        return before.isEmpty() ? new SliceReceipt(1, 0, 0, 0) : new SliceReceipt(0, 1, 0, 0);
    }

    private NavigableMap<LocalDate, NavigableMap<Instant, Optional<Outcome>>> ofCampaign(String campaignId) {
        return revisions.computeIfAbsent(campaignId, unused -> new TreeMap<>());
    }

    private static Optional<Outcome> at(NavigableMap<Instant, Optional<Outcome>> ofDay, Instant asOf) {
        Map.Entry<Instant, Optional<Outcome>> entry = ofDay.floorEntry(asOf);
        return entry == null ? Optional.empty() : entry.getValue();
    }
}
