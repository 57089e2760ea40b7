package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.core.random.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The closed-form parts against computations that take another road. */
class ClosedFormTest {
    private static final double DAY_WEIGHT = 0.6;
    private static final BaselineShape SHAPE = new BaselineShape(true, 0);

    private final TrainingData data = new TrainingData(new SyntheticMarket(5, 2, 70, 200).input, 70);
    private final MarginalSystem.Products products = new MarginalSystem.Products(data);
    private final MarginalSystem system = new MarginalSystem(products, SHAPE, DAY_WEIGHT);

    private double[] outcome() {
        return Arrays.stream(data.input().outcome())
                .map(y -> (y - products.outcomeMean) / products.outcomeDeviation)
                .toArray();
    }

    private double[] effect(int column) {
        return Arrays.stream(products.media.effect(column))
                .map(x -> x / products.outcomeDeviation)
                .toArray();
    }

    @Test
    void integrating_the_baseline_out_equals_its_covariance_between_days() {
        int first = 9;
        int second = MediaColumns.CANDIDATES + 30;
        double a = 1.7;
        double b = 0.6;
        double[] residual = outcome();
        for (int t = 0; t < residual.length; t++) {
            residual[t] -= a * effect(first)[t] + b * effect(second)[t];
        }
        double direct = Dot.of(residual, solve(dayCovariance(), residual));
        double marginal = system.outcomeSquare
                - 2 * (a * system.moment[first] + b * system.moment[second])
                + a * a * system.gram[first][first]
                + b * b * system.gram[second][second]
                + 2 * a * b * system.gram[first][second];
        assertThat(marginal).isCloseTo(direct, within(1e-5 * direct));
    }

    /** Of all days, in units of the noise's variance: noise, and the baseline's prior carried to the days. */
    private double[][] dayCovariance() {
        int days = data.days();
        double[][] covariance = new double[days][days];
        for (int s = 0; s < days; s++) {
            for (int t = 0; t < days; t++) {
                for (int term = 0; term < products.baseline.size(); term++) {
                    double[] z = products.baseline.column(term);
                    covariance[s][t] += z[s] * z[t] / SHAPE.priorPrecision(term);
                }
            }
            covariance[s][s] += 1 / DAY_WEIGHT;
        }
        return covariance;
    }

    @Test
    void the_baseline_given_the_media_solves_its_normal_equations() {
        int[] selected = {9, MediaColumns.CANDIDATES + 30};
        double[] coefficients = {1.7, 0.6};
        int terms = products.baseline.size();
        double[] found = new double[terms];
        system.baseline(selected, coefficients, found);
        double[] residual = outcome();
        for (int t = 0; t < residual.length; t++) {
            residual[t] -= 1.7 * effect(selected[0])[t] + 0.6 * effect(selected[1])[t];
        }
        double[][] normal = new double[terms][terms];
        double[] right = new double[terms];
        for (int i = 0; i < terms; i++) {
            right[i] = DAY_WEIGHT * Dot.of(products.baseline.column(i), residual);
            for (int j = 0; j < terms; j++) {
                normal[i][j] = DAY_WEIGHT * Dot.of(products.baseline.column(i), products.baseline.column(j));
            }
            normal[i][i] += SHAPE.priorPrecision(i);
        }
        assertThat(found).containsExactly(solve(normal, right), within(1e-9));
    }

    @Test
    void the_chain_draws_from_the_posterior_that_numerical_integration_finds() {
        TrainingData one = new TrainingData(new SyntheticMarket(8, 1, 90, 500).input, 90);
        MarginalSystem oneSystem = new MarginalSystem(new MarginalSystem.Products(one), SHAPE, 1);
        MediaPrior prior = MediaPrior.of(one);
        int draws = 20_000;
        GibbsChain chain = new GibbsChain(oneSystem, prior, 1, RandomStreams.of(1, "test"));
        MediaDraws result = new MediaDraws(1, 1, draws);
        chain.sweep(200);
        for (int i = 0; i < draws; i++) {
            chain.sweep(1);
            chain.record(result, i);
        }
        double[] exact = integrate(oneSystem, prior);
        assertThat(Quantiles.mean(result.roas[0])).isCloseTo(exact[0], within(0.02 * exact[0]));
        assertThat(Math.sqrt(Quantiles.variance(result.roas[0]))).isCloseTo(exact[1], within(0.03 * exact[1]));
        double without = Arrays.stream(result.column[0]).filter(c -> c < 7).count() / (double) draws;
        assertThat(without).isCloseTo(exact[2], within(0.015));
    }

    /** Mean, deviation and the share of no carry-over, by summing the joint density over a fine grid. */
    private static double[] integrate(MarginalSystem system, MediaPrior prior) {
        double reference = logDensity(system, prior, 0, prior.mean());
        double weightSum = 0;
        double sum = 0;
        double squares = 0;
        double without = 0;
        for (int column = 0; column < MediaColumns.CANDIDATES; column++) {
            for (double roas = 0.005; roas < prior.mean() + 6 * prior.deviation(); roas += 0.01) {
                double weight = Math.exp(logDensity(system, prior, column, roas) - reference);
                weightSum += weight;
                sum += weight * roas;
                squares += weight * roas * roas;
                without += column < MediaColumns.SCALE_MULTIPLES.length ? weight : 0;
            }
        }
        double mean = sum / weightSum;
        return new double[] {mean, Math.sqrt(squares / weightSum - mean * mean), without / weightSum};
    }

    /** The noise's variance, inverse gamma of shape 2 and scale 0.5, integrates to a power of the squares. */
    private static double logDensity(MarginalSystem system, MediaPrior prior, int column, double roas) {
        double squares =
                system.outcomeSquare - 2 * roas * system.moment[column] + roas * roas * system.gram[column][column];
        double away = (roas - prior.mean()) / prior.deviation();
        return -(2 + system.days / 2) * Math.log(0.5 + squares / 2) - away * away / 2;
    }

    @Test
    void two_channels_are_drawn_from_the_joint_posterior_that_numerical_integration_finds() {
        TrainingData two = new TrainingData(new SyntheticMarket(21, 2, 80, 900).input, 80);
        MarginalSystem pair = new MarginalSystem(new MarginalSystem.Products(two), SHAPE, 1);
        MediaPrior prior = MediaPrior.of(two);
        int draws = 20_000;
        GibbsChain chain = new GibbsChain(pair, prior, 2, RandomStreams.of(2, "test"));
        MediaDraws result = new MediaDraws(2, 1, draws);
        chain.sweep(200);
        for (int i = 0; i < draws; i++) {
            chain.sweep(1);
            chain.record(result, i);
        }
        double[] exact = integratePair(pair, prior);
        for (int k = 0; k < 2; k++) {
            assertThat(Quantiles.mean(result.roas[k])).isCloseTo(exact[k], within(0.03 * exact[k]));
        }
    }

    /** The means of both returns, by summing the joint density over a grid for every pair of transforms. */
    private static double[] integratePair(MarginalSystem system, MediaPrior prior) {
        double step = 0.1;
        double most = prior.mean() + 5 * prior.deviation();
        double[] sums = new double[3];
        for (int a = 0; a < MediaColumns.CANDIDATES; a++) {
            for (int b = MediaColumns.CANDIDATES; b < 2 * MediaColumns.CANDIDATES; b++) {
                for (double x = step / 2; x < most; x += step) {
                    for (double y = step / 2; y < most; y += step) {
                        double squares = system.outcomeSquare
                                - 2 * (x * system.moment[a] + y * system.moment[b])
                                + x * x * system.gram[a][a]
                                + y * y * system.gram[b][b]
                                + 2 * x * y * system.gram[a][b];
                        double awayX = (x - prior.mean()) / prior.deviation();
                        double awayY = (y - prior.mean()) / prior.deviation();
                        double weight = Math.exp(-(2 + system.days / 2) * Math.log((0.5 + squares / 2) / system.days)
                                - (awayX * awayX + awayY * awayY) / 2
                                - system.days / 2);
                        sums[0] += x * weight;
                        sums[1] += y * weight;
                        sums[2] += weight;
                    }
                }
            }
        }
        return new double[] {sums[0] / sums[2], sums[1] / sums[2]};
    }

    /** Gauss-Jordan elimination with pivoting. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] swap = a[c];
            a[c] = a[pivot];
            a[pivot] = swap;
            for (int r = 0; r < n; r++) {
                double factor = r == c ? 0 : a[r][c] / a[c][c];
                for (int k = c; k <= n && factor != 0; k++) {
                    a[r][k] -= factor * a[c][k];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[i][n] / a[i][i];
        }
        return x;
    }
}
