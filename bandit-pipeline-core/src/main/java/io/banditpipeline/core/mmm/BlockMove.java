package io.banditpipeline.core.mmm;

import io.banditpipeline.core.random.Samplers;
import java.util.SplittableRandom;

/**
 * Proposes a channel's transform together with the coefficients of that channel and some others, so that the others can
 * make room for it.
 *
 * <p>The proposal is drawn from the exact conditional law without the cut at zero: the transform with the block's
 * coefficients integrated out, then these jointly. It is kept if no coefficient is negative, which is the
 * Metropolis-Hastings rule here, since the target is that law times the cut. Not thread-safe; no allocation in a move.
 */
final class BlockMove {
    private static final int MOST = 5;

    private final MarginalSystem system;
    private final MediaPrior prior;
    private final SplittableRandom random;
    private final int size;
    private final int[] block;
    private final double[][] factor;
    private final double[] whitened;
    private final double[] proposal;
    private final double[][] border = new double[MediaColumns.CANDIDATES][];
    private final double[] weight = new double[MediaColumns.CANDIDATES];
    private final double[] pull = new double[MediaColumns.CANDIDATES];

    BlockMove(MarginalSystem system, MediaPrior prior, int channels, SplittableRandom random) {
        this.system = system;
        this.prior = prior;
        this.random = random;
        size = Math.min(MOST, channels);
        block = new int[size];
        factor = new double[size][size];
        whitened = new double[size];
        proposal = new double[size];
        for (int j = 0; j < border.length; j++) {
            border[j] = new double[size + 1];
        }
    }

    /** Moves channel k, and others at random; changes the state in place, or leaves it. */
    void move(int k, int[] selected, double[] coefficient, double noisePrecision) {
        chooseBlock(k, coefficient.length);
        factorOthers(selected, coefficient, noisePrecision);
        int choice = drawTransform(k, selected, coefficient, noisePrecision);
        if (propose(choice)) {
            selected[k] = k * MediaColumns.CANDIDATES + choice;
            for (int i = 0; i < size; i++) {
                coefficient[block[i]] = proposal[i];
            }
        }
    }

    /** The channel itself is the last of the block. */
    private void chooseBlock(int k, int channels) {
        block[size - 1] = k;
        for (int i = 0; i < size - 1; i++) {
            int candidate = random.nextInt(channels);
            while (candidate == k || contains(candidate, i)) {
                candidate = (candidate + 1) % channels;
            }
            block[i] = candidate;
        }
    }

    private boolean contains(int channel, int filled) {
        for (int i = 0; i < filled; i++) {
            if (block[i] == channel) {
                return true;
            }
        }
        return false;
    }

    private boolean isInBlock(int channel) {
        return block[size - 1] == channel || contains(channel, size - 1);
    }

    private double pull(int column, int[] selected, double[] coefficient, double noisePrecision) {
        double[] row = system.gram[column];
        double rest = system.moment[column];
        for (int l = 0; l < coefficient.length; l++) {
            if (!isInBlock(l)) {
                rest -= row[selected[l]] * coefficient[l];
            }
        }
        return noisePrecision * rest + prior.mean() * prior.precision();
    }

    private void factorOthers(int[] selected, double[] coefficient, double noisePrecision) {
        for (int i = 0; i < size - 1; i++) {
            int column = selected[block[i]];
            for (int j = 0; j <= i; j++) {
                double rest =
                        noisePrecision * system.gram[column][selected[block[j]]] + (i == j ? prior.precision() : 0);
                for (int l = 0; l < j; l++) {
                    rest -= factor[i][l] * factor[j][l];
                }
                factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
            }
            double right = pull(column, selected, coefficient, noisePrecision);
            for (int l = 0; l < i; l++) {
                right -= factor[i][l] * whitened[l];
            }
            whitened[i] = right / factor[i][i];
        }
    }

    private int drawTransform(int k, int[] selected, double[] coefficient, double noisePrecision) {
        int first = k * MediaColumns.CANDIDATES;
        pullAll(first, selected, coefficient, noisePrecision);
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < weight.length; j++) {
            weight[j] = border(first + j, border[j], pull[j], selected, noisePrecision);
            most = Math.max(most, weight[j]);
        }
        return LogWeights.draw(weight, most, random);
    }

    /** The same as {@link #pull} for every candidate, row by row. */
    private void pullAll(int first, int[] selected, double[] coefficient, double noisePrecision) {
        System.arraycopy(system.moment, first, pull, 0, pull.length);
        for (int l = 0; l < coefficient.length; l++) {
            if (!isInBlock(l)) {
                double[] row = system.gram[selected[l]];
                double other = coefficient[l];
                for (int j = 0; j < pull.length; j++) {
                    pull[j] -= other * row[first + j];
                }
            }
        }
        for (int j = 0; j < pull.length; j++) {
            pull[j] = noisePrecision * pull[j] + prior.mean() * prior.precision();
        }
    }

    /**
     * Fills the last row of the factor and the last whitened element; returns the log marginal likelihood but for a
     * constant.
     */
    private double border(int column, double[] row, double pulled, int[] selected, double noisePrecision) {
        int last = size - 1;
        double square = noisePrecision * system.gram[column][column] + prior.precision();
        double right = pulled;
        for (int i = 0; i < last; i++) {
            double rest = noisePrecision * system.gram[selected[block[i]]][column];
            for (int l = 0; l < i; l++) {
                rest -= factor[i][l] * row[l];
            }
            row[i] = rest / factor[i][i];
            square -= row[i] * row[i];
            right -= row[i] * whitened[i];
        }
        row[last] = Math.sqrt(Math.max(square, 0.5 * prior.precision()));
        row[size] = right / row[last];
        return 0.5 * row[size] * row[size] - StrictMath.log(row[last]);
    }

    /** Draws the block's coefficients; whether none is negative. */
    private boolean propose(int choice) {
        int last = size - 1;
        System.arraycopy(border[choice], 0, factor[last], 0, size);
        whitened[last] = border[choice][size];
        boolean kept = true;
        for (int i = last; i >= 0; i--) {
            double rest = whitened[i] + Samplers.normal(random);
            for (int l = i + 1; l < size; l++) {
                rest -= factor[l][i] * proposal[l];
            }
            proposal[i] = rest / factor[i][i];
            kept &= proposal[i] >= 0;
        }
        return kept;
    }
}
