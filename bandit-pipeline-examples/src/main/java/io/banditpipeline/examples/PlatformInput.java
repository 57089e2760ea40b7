package io.banditpipeline.examples;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.config.PipelineSettings;
import io.banditpipeline.config.PlatformSources;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The accounts on ad platforms, campaigns and arms that a file of settings names.
 *
 * @param sources reads them
 * @param clock the time; platforms are always asked for what they know now
 */
record PlatformInput(PlatformSources sources, InstantSource clock) implements Input {
    /** @throws UsageException if the file names no campaign */
    static PlatformInput of(PipelineSettings settings, Options options, InstantSource clock) {
        PlatformSources sources = settings.openSources(clock, Waiter.realTime());
        if (sources.campaigns().isEmpty()) {
            sources.close();
            throw new UsageException("Option --config: " + options.config().orElseThrow()
                    + " names sources, but no campaign: write a section campaigns, and arms.");
        }
        return new PlatformInput(sources, clock);
    }

    @Override
    public String campaignId() {
        return sources.campaigns().get(0).id();
    }

    @Override
    public Instant defaultAsOf() {
        return clock.instant();
    }

    @Override
    public Optional<Integer> historyDays() {
        return Optional.empty();
    }

    @Override
    public PipelineBuilder addTo(PipelineBuilder builder, Storage storage, InstantSource pipelineClock) {
        return sources.addTo(builder, storage);
    }

    @Override
    public void close() {
        sources.close();
    }
}
