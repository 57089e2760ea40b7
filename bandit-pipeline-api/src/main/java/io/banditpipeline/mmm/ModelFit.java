package io.banditpipeline.mmm;

/** What came of a fit. */
public sealed interface ModelFit {
    /** A posterior that may be used for decisions. */
    record Fitted(MmmPosterior posterior) implements ModelFit {}

    /**
     * No posterior that may be used: the data is too little, or the sampler did not converge (R10).
     *
     * @param reason why, and what would help
     */
    record Refused(String reason) implements ModelFit {}
}
