package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.google.RowTaker;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.Cleaning;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What campaigns report beyond the sum of their ad groups or ads: Performance Max has none of these, so all of it. It
 * becomes rows of an entity of its own, one for each campaign, so that a level's rows add up to what was spent.
 *
 * <p>Sums are kept only for campaigns that are not known to have ads for everything, by campaign and interval. Not
 * thread-safe.
 */
final class Remainders {
    private static final String PREFIX = "unattributed/";

    private final Slice slice;
    private final CampaignList campaigns;
    private final RowTaker rows;
    private final ObservationSink sink;
    private final Map<Key, Metrics> sums = new HashMap<>();

    /** @param rows takes the rows of the parts and of what is left over */
    Remainders(Slice slice, CampaignList campaigns, RowTaker rows, ObservationSink sink) {
        this.slice = slice;
        this.campaigns = campaigns;
        this.rows = rows;
        this.sink = sink;
    }

    private record Key(long campaign, Interval interval) {}

    /** The entity of a level that stands for what a campaign's parts do not account for. */
    static EntityRef entity(EntityRef campaign, Level level) {
        return new EntityRef(level, PREFIX + campaign.id());
    }

    /** Takes rows of the parts. */
    RowTaker parts() {
        return new RowTaker() {
            @Override
            public void take(long campaign, EntityRef entity, Interval interval, Metrics metrics) {
                if (!campaigns.isWithAds(campaign)) {
                    sums.merge(new Key(campaign, interval), metrics, Metrics::plus);
                }
                rows.take(campaign, entity, interval, metrics);
            }

            @Override
            public void unreadable(@Nullable EntityRef entity, @Nullable Interval interval) {
                rows.unreadable(entity, interval);
            }

            @Override
            public void end() {
                rows.end();
            }
        };
    }

    /** Takes rows of the campaigns as wholes, after all parts. */
    RowTaker wholes() {
        return new RowTaker() {
            @Override
            public void take(long campaign, EntityRef entity, Interval interval, Metrics metrics) {
                Metrics parts = sums.remove(new Key(campaign, interval));
                Metrics rest = parts == null ? metrics : minus(metrics, parts, entity, interval);
                if (!isZero(rest)) {
                    rows.take(campaign, Remainders.entity(entity, slice.level()), interval, rest);
                }
            }

            @Override
            public void end() {
                rows.end();
            }
        };
    }

    private Metrics minus(Metrics whole, Metrics parts, EntityRef campaign, Interval interval) {
        Metrics rest = Metrics.NONE;
        for (Metric metric : Metric.values()) {
            long left = Math.subtractExact(whole.orZero(metric), parts.orZero(metric));
            rest = rest.with(metric, Math.max(left, 0));
            if (left < 0) {
                sink.cleaned(
                        Cleaning.NEGATIVE_REMAINDER,
                        1,
                        "campaign " + campaign.id() + " of account "
                                + slice.account().id() + " on " + interval.day() + ": " + metric + " " + left);
            }
        }
        return rest;
    }

    private static boolean isZero(Metrics metrics) {
        for (Metric metric : Metric.values()) {
            if (metrics.orZero(metric) != 0) {
                return false;
            }
        }
        return true;
    }
}
