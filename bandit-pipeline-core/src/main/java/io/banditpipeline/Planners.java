package io.banditpipeline;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.core.internal.plan.PlanSettings;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.util.stream.Collectors;

/** The campaigns of a pipeline and who plans them. Thread-safe. */
final class Planners {
    private final PipelineConfig config;

    Planners(PipelineConfig config) {
        this.config = config;
    }

    /**
     * A campaign by its id.
     *
     * @throws PipelineException with INVALID_INPUT if there is none
     */
    Campaign campaign(String id) {
        return config.campaigns().stream()
                .filter(campaign -> campaign.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        "There is no campaign '" + id + "'; the campaigns are "
                                + config.campaigns().stream().map(Campaign::id).toList()));
    }

    /** The planner of a campaign. */
    CampaignPlanner of(String campaignId) {
        return new CampaignPlanner(
                config.storage(),
                new PlanSettings(
                        config.outcomes().containsKey(campaignId) ? config.model() : null,
                        config.agent(),
                        config.exchangeRates(),
                        config.arms().stream()
                                .filter(arm -> arm.campaignId().equals(campaignId))
                                .map(Arm::id)
                                .collect(Collectors.toSet()),
                        config.trainingDays(),
                        config.refitAfter(),
                        config.constantCurrency()));
    }
}
