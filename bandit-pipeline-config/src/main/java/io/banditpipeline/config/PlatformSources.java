package io.banditpipeline.config;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.ecb.EcbRates;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.Watermark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a file of settings, with its campaigns, rules of arms, exchange rates and sinks of budgets. It holds
 * connections: close it after the pipeline. This class is thread-safe.
 */
public final class PlatformSources implements AutoCloseable {
    private final Values values;
    private final Map<String, SourceSettings.Opened> opened;
    private final List<Campaign> campaigns;
    private final @Nullable ArmRule arms;

    PlatformSources(
            Values values,
            Map<String, SourceSettings.Opened> opened,
            List<Campaign> campaigns,
            @Nullable ArmRule arms) {
        this.values = values;
        this.opened = opened;
        this.campaigns = campaigns;
        this.arms = arms;
    }

    /** The sources, in the order of the file. */
    public List<MetricsSource> sources() {
        return opened.values().stream().map(SourceSettings.Opened::source).toList();
    }

    /** The campaigns that the file names, in its order. */
    public List<Campaign> campaigns() {
        return campaigns;
    }

    /**
     * Adds all of it to a builder: what the file names of sources, campaigns, arms, exchange rates and budgets. What it
     * does not name, the host may add.
     *
     * @param builder the builder
     * @param storage the pipeline's storage, which tells sinks of budgets the arms
     * @return the builder
     * @throws IllegalStateException if the builder has a rule of arms or exchange rates already, and the file as well
     * @throws io.banditpipeline.error.PipelineException if the file of exchange rates cannot be read
     */
    public PipelineBuilder addTo(PipelineBuilder builder, Storage storage) {
        sources().forEach(builder::collectFrom);
        campaigns.forEach(builder::plan);
        if (arms != null) {
            builder.discoverArms(arms);
        }
        @Nullable
        ExchangeRates rates =
                values.get(Options.ECB_FILE).map(EcbRates::following).orElse(null);
        if (rates != null) {
            builder.convertWith(rates);
        }
        BudgetSettings.names(values).forEach(name -> {
            BudgetSinkBuilder sink = opened(name).budgets().get().arms(() -> arms(storage, name));
            if (rates != null) {
                sink.rates(rates);
            }
            builder.publishTo(BudgetSettings.set(sink, name, values).build());
        });
        return builder;
    }

    private SourceSettings.Opened opened(String name) {
        return Objects.requireNonNull(opened.get(name), name);
    }

    /**
     * Those of accounts that the source has collected, lest one that is live sets budgets of another one's, and those
     * of other platforms, which the sink leaves alone: of the file's campaigns; of all that are kept, if it names none.
     */
    private List<Arm> arms(Storage storage, String name) {
        String sourceId = opened(name).source().id();
        String platform =
                SourceList.type(name, values).map(SourceType::platform).orElse("");
        Set<String> collected = storage.metrics().watermarks().stream()
                .filter(mark -> mark.source().equals(sourceId))
                .map(Watermark::accountKey)
                .collect(Collectors.toSet());
        return (campaigns.isEmpty() ? storage.catalog().campaigns() : campaigns)
                .stream()
                        .flatMap(campaign -> storage.catalog().arms(campaign.id()).stream())
                        .filter(arm -> !arm.account().platform().equals(platform)
                                || collected.contains(arm.account().key()))
                        .toList();
    }

    /** Ends the connections of all sources. */
    @Override
    public void close() {
        SourceList.close(List.copyOf(opened.values()));
    }

    /** The sources' ids, without secrets. */
    @Override
    public String toString() {
        return "PlatformSources" + sources().stream().map(MetricsSource::id).toList();
    }
}
