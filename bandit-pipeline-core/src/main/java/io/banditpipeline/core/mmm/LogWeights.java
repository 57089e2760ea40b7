package io.banditpipeline.core.mmm;

import java.util.SplittableRandom;

/** Chooses among candidates by the logarithms of their weights. */
final class LogWeights {
    private LogWeights() {}

    /**
     * Draws an index with probability proportional to {@code exp(weight)}, without overflow.
     *
     * @param weight logarithms of weights, up to a common constant; holds running sums afterwards
     * @param most the largest of them
     */
    static int draw(double[] weight, double most, SplittableRandom random) {
        double sum = 0;
        for (int j = 0; j < weight.length; j++) {
            sum += StrictMath.exp(weight[j] - most);
            weight[j] = sum;
        }
        double target = random.nextDouble() * sum;
        int choice = 0;
        while (choice < weight.length - 1 && weight[choice] <= target) {
            choice++;
        }
        return choice;
    }
}
