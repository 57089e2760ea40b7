package io.banditpipeline.mmm;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A fitted model as it is kept.
 *
 * @param id unique; a function of campaign, model and inputs, so that fitting twice gives the same run
 * @param campaignId the campaign
 * @param modelId the model
 * @param asOf what was known at this moment was used
 * @param lastDay the last day that it was fitted on
 * @param inputsHash SHA-256, in hex, of model id and all inputs
 * @param posterior what it knows
 */
public record MmmRun(
        String id,
        String campaignId,
        String modelId,
        Instant asOf,
        LocalDate lastDay,
        String inputsHash,
        MmmPosterior posterior) {}
