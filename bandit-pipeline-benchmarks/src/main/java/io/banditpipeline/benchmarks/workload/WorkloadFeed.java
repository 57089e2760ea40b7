package io.banditpipeline.benchmarks.workload;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The workload as an account of a platform: its arms, and its rows in slices as the pipeline asks for them. */
public final class WorkloadFeed {
    private static final String CAMPAIGN = "benchmark";
    private static final String ARM_PREFIX = "arm-";
    private static final Currency CURRENCY = Currency.getInstance("EUR");
    private static final Account ACCOUNT = new Account("benchmark", "account", ZoneOffset.UTC, CURRENCY);

    private final Workload workload;
    private final List<EntityRef> entities;
    private final List<Interval> intervals;

    /** What a statement says of an arm's hour. */
    @FunctionalInterface
    public interface Rows {
        /** The row. */
        MetricRow row(int arm, int hour);
    }

    /** The workload as a feed. */
    public WorkloadFeed(Workload workload) {
        this.workload = workload;
        this.entities = IntStream.range(0, Workload.ARMS)
                .mapToObj(arm -> new EntityRef(Level.CAMPAIGN, "entity-" + arm))
                .toList();
        this.intervals = IntStream.range(0, workload.hours())
                .mapToObj(hour -> Interval.ofHour(Workload.startOf(hour), ZoneOffset.UTC))
                .toList();
    }

    /** Makes the campaign and its arms known. */
    public void register(CatalogStore catalog) {
        List<Arm> arms = IntStream.range(0, Workload.ARMS)
                .mapToObj(arm -> Arm.of(armId(arm), CAMPAIGN, ACCOUNT, "channel-" + arm % 10, entities.get(arm)))
                .toList();
        catalog.save(List.of(Campaign.of(CAMPAIGN, ZoneOffset.UTC, CURRENCY)), arms);
    }

    private static String armId(int arm) {
        return ARM_PREFIX + String.format(Locale.ROOT, "%03d", arm);
    }

    /** The arm's number in the workload. */
    public static int armNo(String armId) {
        return Integer.parseInt(armId.substring(ARM_PREFIX.length()));
    }

    /**
     * Replaces the slices of all hours before one, oldest first.
     *
     * @param untilHour the first hour that is left out
     * @param observedAt when the rows were observed
     * @return what that changed in all
     */
    public SliceReceipt replace(MetricStore metrics, Rows rows, int untilHour, Instant observedAt) {
        DateRange days =
                new DateRange(Workload.firstDay(), intervals.get(untilHour - 1).day());
        SliceReceipt total = new SliceReceipt(0, 0, 0, 0);
        for (DateRange piece : days.split(SourceProfile.DEFAULT_MAX_SLICE_DAYS)) {
            Slice slice = new Slice("benchmark", ACCOUNT, Level.CAMPAIGN, Granularity.HOUR, piece);
            SliceReceipt receipt = metrics.replace(
                    new WorkloadSlice(slice, observedAt, rows, entities, intervals.subList(0, untilHour)));
            total = new SliceReceipt(
                    total.added() + receipt.added(),
                    total.changed() + receipt.changed(),
                    total.unchanged() + receipt.unchanged(),
                    total.removed() + receipt.removed());
        }
        return total;
    }

    /** The checksum of all daily facts, as they are known at a moment. */
    public Checksum dailyFacts(MetricStore metrics, Instant asOf) {
        Checksum checksum = new Checksum();
        DateRange days = new DateRange(Workload.firstDay(), workload.lastDay());
        metrics.dailyFacts(new FactQuery(CAMPAIGN, days, asOf))
                .forEach(fact -> checksum.add(armNo(fact.armId()), fact));
        return checksum;
    }
}
