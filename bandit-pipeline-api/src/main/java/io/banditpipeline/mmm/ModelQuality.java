package io.banditpipeline.mmm;

/**
 * How well a model explains days that it has not seen, by forward chaining.
 *
 * @param trainingDays days with a known outcome that it was fitted on
 * @param holdoutDays days that were predicted from earlier ones
 * @param r2 share of the variance of the training days that the mean prediction explains
 * @param holdoutR2 the same on the days held out; may be negative
 * @param holdoutWape sum of absolute errors / sum of outcomes, on the days held out
 * @param naiveWape the same for the prediction "as on the same weekday a week before"
 * @param coverage90 share of the days held out that lie within the model's 90 % prediction interval
 * @param maxRHat largest potential scale reduction of the sampled parameters; 1 is converged
 * @param minEffectiveSamples smallest effective sample size of the sampled parameters
 */
public record ModelQuality(
        int trainingDays,
        int holdoutDays,
        double r2,
        double holdoutR2,
        double holdoutWape,
        double naiveWape,
        double coverage90,
        double maxRHat,
        double minEffectiveSamples) {}
