package io.banditpipeline.mmm;

/**
 * A media mix model.
 *
 * <p>A model promises to be a function of its input: the same input gives the same bits. It may assume that days are
 * consecutive and ordered, and that the last of them are mature enough to learn from. It refuses rather than guesses.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface MmmModel {
    /**
     * Fits the model.
     *
     * @param input spend and outcome by day
     * @return a posterior, or why there is none
     */
    ModelFit fit(MmmInput input);

    /** Name, version and settings: part of the decision record, so a change of it shows. */
    default String id() {
        return getClass().getName();
    }
}
