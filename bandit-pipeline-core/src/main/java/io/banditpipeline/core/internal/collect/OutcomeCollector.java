package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings the storage up to date with the host's outcomes. Thread-safe. */
public final class OutcomeCollector {
    private final Storage storage;
    private final int historyDays;

    /**
     * @param storage where outcomes go
     * @param historyDays how many days are asked for where the source is not bounded
     */
    public OutcomeCollector(Storage storage, int historyDays) {
        this.storage = storage;
        this.historyDays = historyDays;
    }

    /**
     * What became of the outcomes.
     *
     * @param counts the counts
     * @param messages remarks for a person
     */
    public record Result(StepCounts counts, List<String> messages) {}

    /** Fetches and stores every complete day of a campaign that the source can answer for. */
    public Result collect(OutcomeSource source, Campaign campaign, Instant now) {
        LocalDate last = now.atZone(campaign.zone()).toLocalDate().minusDays(1);
        Optional<DateRange> days = source.coverage(campaign)
                .map(coverage -> coverage.intersection(new DateRange(LocalDate.MIN, last)))
                .orElseGet(() -> Optional.of(new DateRange(last.minusDays(historyDays - 1L), last)));
        if (days.isEmpty()) {
            return new Result(StepCounts.ZERO, List.of("the source covers no complete day"));
        }
        Days sink = new Days(campaign.id(), days.get());
        source.fetch(campaign, days.get(), sink);
        refuseToForgetAll(source, campaign, days.get(), sink, now);
        SliceReceipt receipt = storage.outcomes()
                .replace(campaign, source.id(), days.get(), now, sink.outcomes.values(), sink.rejected);
        return new Result(sink.counts(receipt), sink.remarks());
    }

    /** A fetch without a single outcome is more likely to be a fault than a shop that never sold anything. */
    private void refuseToForgetAll(OutcomeSource source, Campaign campaign, DateRange days, Days sink, Instant now) {
        Optional<DateRange> known = storage.outcomes().days(campaign.id(), now).flatMap(days::intersection);
        if (sink.outcomes.isEmpty() && known.isPresent()) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "source '" + source.id() + "' delivered no usable outcome of campaign '" + campaign.id() + "' for "
                            + days + ", although outcomes of " + known.get()
                            + " are known; nothing was changed. Check the source and what it rejected.",
                    null);
        }
    }

    /** Takes the outcomes of one fetch. */
    private static final class Days implements OutcomeSink {
        private final String campaignId;
        private final DateRange days;
        private final Map<LocalDate, Outcome> outcomes = new TreeMap<>();
        private final List<RejectedRow> rejected = new ArrayList<>();
        private long fetched;

        Days(String campaignId, DateRange days) {
            this.campaignId = campaignId;
            this.days = days;
        }

        @Override
        public void accept(Outcome outcome) {
            fetched++;
            if (!outcome.campaignId().equals(campaignId)) {
                refuse(outcome, "outcome.campaign", "expected an outcome of campaign " + campaignId);
            } else if (!days.contains(outcome.day())) {
                refuse(outcome, "outcome.days", "expected a day within " + days);
            } else if (outcomes.putIfAbsent(outcome.day(), outcome) != null) {
                refuse(outcome, "outcome.duplicate", "the day came before in the same fetch: expected it once");
            }
        }

        @Override
        public void reject(RejectedRow row) {
            fetched++;
            rejected.add(row);
        }

        private void refuse(Outcome outcome, String rule, String text) {
            String day = outcome.day().toString();
            rejected.add(new RejectedRow(
                    "outcome of " + day, outcome.toString(), List.of(new RejectedRow.Reason(rule, "day", day, text))));
        }

        private StepCounts counts(SliceReceipt receipt) {
            return new StepCounts(
                    fetched,
                    receipt.added() + receipt.changed(),
                    receipt.changed(),
                    receipt.unchanged(),
                    0,
                    rejected.size(),
                    0,
                    receipt.removed());
        }

        private List<String> remarks() {
            return rejected.stream().limit(Remarks.EXAMPLES).map(Remarks::of).toList();
        }
    }
}
