package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was known of each day when it had to be known (R3): one query a day. */
public final class FirstKnownReader {
    private final MetricStore metrics;
    private final Duration allowed;

    /**
     * @param metrics where revisions are kept
     * @param allowed how long after the end of a day its numbers may come
     */
    public FirstKnownReader(MetricStore metrics, Duration allowed) {
        this.metrics = metrics;
        this.allowed = allowed;
    }

    /**
     * Reads the days of some arms of one account.
     *
     * @param arms arms of one account and one campaign
     * @param days the days
     * @param since when the account was first collected, or null if unknown
     * @param now days that need not be known yet are left out
     */
    public FirstKnown read(List<Arm> arms, DateRange days, @Nullable Instant since, Instant now) {
        FirstKnown nothing = new FirstKnown(allowed, since, Map.of());
        if (arms.isEmpty()) {
            return nothing;
        }
        ZoneId zone = arms.get(0).account().zone();
        Map<String, Metrics[]> known = new HashMap<>();
        for (Arm arm : arms) {
            Metrics[] none = new Metrics[(int) days.days()];
            Arrays.fill(none, Metrics.NONE);
            known.put(arm.id(), none);
        }
        for (int i = 0; i < days.days(); i++) {
            LocalDate day = days.first().plusDays(i);
            Instant deadline = nothing.deadline(day, zone);
            if (!deadline.isAfter(now)) {
                read(new FactQuery(arms.get(0).campaignId(), DateRange.of(day), deadline), i, known);
            }
        }
        Map<String, ArmHistory> histories = new HashMap<>();
        arms.forEach(arm -> histories.put(
                arm.id(),
                new ArmHistory(arm, days.first(), List.of(known.getOrDefault(arm.id(), new Metrics[0])), List.of())));
        return new FirstKnown(allowed, since, histories);
    }

    private void read(FactQuery query, int index, Map<String, Metrics[]> known) {
        metrics.dailyFacts(query).forEach(fact -> {
            Metrics[] days = known.get(fact.armId());
            if (days != null) {
                days[index] = fact.metrics();
            }
        });
    }
}
