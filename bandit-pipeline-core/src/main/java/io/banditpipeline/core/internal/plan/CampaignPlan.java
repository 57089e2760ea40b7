package io.banditpipeline.core.internal.plan;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.mmm.MmmRun;
import java.util.List;
import java.util.Optional;

/**
 * All that was worked out for one campaign. Nothing of it is stored yet.
 *
 * @param allocation the budgets
 * @param model the model run behind them, if one was used
 * @param states the arms' states, empty if they could not be computed
 */
public record CampaignPlan(Allocation allocation, Optional<MmmRun> model, List<ArmState> states) {}
