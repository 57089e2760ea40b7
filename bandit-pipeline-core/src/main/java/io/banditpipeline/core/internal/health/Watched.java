package io.banditpipeline.core.internal.health;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a health check looks at.
 *
 * @param storage where everything is kept
 * @param campaigns the campaigns
 * @param arms gives their arms as they are now
 * @param sources the sources; only asked for their ids and notices
 * @param workflows the workflows that are told of even if they never ran
 * @param publishes whether decided budgets are published, so that spending should follow them
 * @param quality reports on the data's quality as of a moment, from what is stored
 * @param jobs how jobs stand; may read the storage
 * @param clock the time
 */
public record Watched(
        Storage storage,
        List<Campaign> campaigns,
        Supplier<List<Arm>> arms,
        List<MetricsSource> sources,
        Set<String> workflows,
        boolean publishes,
        Function<Instant, QualityReport> quality,
        Supplier<JobsView> jobs,
        InstantSource clock) {
    /** Copies the collections. */
    public Watched {
        campaigns = List.copyOf(campaigns);
        sources = List.copyOf(sources);
        workflows = Set.copyOf(workflows);
    }
}
