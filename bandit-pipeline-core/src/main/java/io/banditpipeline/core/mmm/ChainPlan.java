package io.banditpipeline.core.mmm;

/**
 * How long chains run.
 *
 * @param chains independent chains
 * @param burnIn sweeps of each chain that are thrown away
 * @param perChain draws that are kept of each chain
 * @param thinning sweeps for each draw that is kept
 */
record ChainPlan(int chains, int burnIn, int perChain, int thinning) {
    /** A short look, to estimate how far days depend on one another. */
    static final ChainPlan SCOUT = new ChainPlan(1, 100, 50, 2);

    /** For folds of forward chaining. */
    static final ChainPlan FOLD = new ChainPlan(1, 200, 200, 3);

    ChainPlan longer(int factor) {
        return new ChainPlan(chains, factor * burnIn, perChain, factor * thinning);
    }
}
