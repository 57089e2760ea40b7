package io.banditpipeline.core.mmm;

/** Joint draws of several chains: draw {@code i} of all arrays belongs together; chains follow one another. */
final class MediaDraws {
    final int chains;
    final int perChain;
    /** Return on ad spend, shape {@code [channels][draws]}. */
    final double[][] roas;
    /** Chosen column, shape {@code [channels][draws]}. */
    final int[][] column;
    /** Variance of the noise on the standardised scale, one a draw. */
    final double[] noiseVariance;

    MediaDraws(int channels, int chains, int perChain) {
        this.chains = chains;
        this.perChain = perChain;
        roas = new double[channels][chains * perChain];
        column = new int[channels][chains * perChain];
        noiseVariance = new double[chains * perChain];
    }

    int size() {
        return noiseVariance.length;
    }

    int channels() {
        return roas.length;
    }
}
