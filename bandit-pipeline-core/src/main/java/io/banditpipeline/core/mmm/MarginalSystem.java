package io.banditpipeline.core.mmm;

import java.util.stream.IntStream;

/**
 * The normal equations of the media columns after the baseline terms have been integrated out.
 *
 * <p>Baseline coefficients have a conjugate normal prior whose variance is proportional to the noise's, so they leave a
 * quadratic form in the media coefficients alone: with {@code A = w Z'Z + P}, the matrix {@code w X'X - w X'Z A^-1 Z'X
 * w} and its companions for the outcome. {@code w} is the weight of a day. Only days of the training window with a
 * known outcome count. Immutable.
 */
final class MarginalSystem {
    /** What does not depend on the weight of a day. */
    static final class Products {
        final MediaColumns media;
        final BaselineTerms baseline;
        final int knownDays;
        final double outcomeMean;
        final double outcomeDeviation;
        private final double[][] mediaMedia;
        private final double[][] baselineMedia;
        private final double[][] baselineBaseline;
        private final double[] mediaOutcome;
        private final double[] baselineOutcome;
        private final double outcomeOutcome;

        Products(TrainingData data) {
            media = new MediaColumns(data);
            baseline = new BaselineTerms(data.input().firstDay(), data.input().days(), data.days());
            int[] known = knownDays(data);
            knownDays = known.length;
            double[] outcome = pick(data.input().outcome(), known);
            outcomeMean = mean(outcome);
            outcomeDeviation = standardise(outcome, outcomeMean);
            double[][] x = new double[media.size()][];
            for (int i = 0; i < x.length; i++) {
                x[i] = scaled(pick(media.effect(i), known), 1 / outcomeDeviation);
            }
            double[][] z = new double[baseline.size()][];
            for (int i = 0; i < z.length; i++) {
                z[i] = pick(baseline.column(i), known);
            }
            mediaMedia = symmetric(x);
            baselineBaseline = symmetric(z);
            baselineMedia = new double[z.length][x.length];
            for (int i = 0; i < z.length; i++) {
                baselineMedia[i] = products(x, z[i]);
            }
            mediaOutcome = products(x, outcome);
            baselineOutcome = products(z, outcome);
            outcomeOutcome = Dot.of(outcome, outcome);
        }

        private static int[] knownDays(TrainingData data) {
            return IntStream.range(0, data.days()).filter(data::isKnown).toArray();
        }

        private static double[] pick(double[] series, int[] days) {
            double[] picked = new double[days.length];
            for (int i = 0; i < days.length; i++) {
                picked[i] = series[days[i]];
            }
            return picked;
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }

        private static double standardise(double[] values, double mean) {
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean;
                squares += values[i] * values[i];
            }
            double deviation = Math.sqrt(squares / values.length);
            scaled(values, 1 / deviation);
            return deviation;
        }

        private static double[] scaled(double[] values, double factor) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return values;
        }

        private static double[][] symmetric(double[][] rows) {
            double[][] result = new double[rows.length][rows.length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j <= i; j++) {
                    result[i][j] = Dot.of(rows[i], rows[j]);
                    result[j][i] = result[i][j];
                }
            }
            return result;
        }

        private static double[] products(double[][] rows, double[] with) {
            double[] result = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                result[i] = Dot.of(rows[i], with);
            }
            return result;
        }
    }

    final Products products;
    final double dayWeight;
    /** Weighted number of days. */
    final double days;
    /** Media by media. */
    final double[][] gram;
    /** Media by outcome. */
    final double[] moment;
    /** Outcome by outcome. */
    final double outcomeSquare;

    private final Cholesky factor;

    MarginalSystem(Products products, BaselineShape shape, double dayWeight) {
        this.products = products;
        this.dayWeight = dayWeight;
        days = dayWeight * products.knownDays;
        int terms = products.baseline.size();
        double[][] a = new double[terms][terms];
        for (int i = 0; i < terms; i++) {
            for (int j = 0; j < terms; j++) {
                a[i][j] = dayWeight * products.baselineBaseline[i][j];
            }
            a[i][i] += shape.priorPrecision(i);
        }
        factor = new Cholesky(a);
        int columns = products.media.size();
        double[][] u = new double[columns][];
        for (int i = 0; i < columns; i++) {
            u[i] = projected(column(products.baselineMedia, i));
        }
        double[] v = projected(products.baselineOutcome.clone());
        gram = new double[columns][columns];
        moment = new double[columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dayWeight * products.mediaMedia[i][j] - Dot.of(u[i], u[j]);
                gram[j][i] = gram[i][j];
            }
            moment[i] = dayWeight * products.mediaOutcome[i] - Dot.of(u[i], v);
        }
        outcomeSquare = dayWeight * products.outcomeOutcome - Dot.of(v, v);
    }

    private double[] projected(double[] column) {
        for (int i = 0; i < column.length; i++) {
            column[i] *= dayWeight;
        }
        factor.solveLower(column);
        return column;
    }

    private static double[] column(double[][] rows, int index) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][index];
        }
        return column;
    }

    /**
     * Baseline coefficients given the media's, on the standardised scale: their mean plus noise.
     *
     * @param selected the column of each channel
     * @param coefficients the coefficient of each channel
     * @param noise as many standard normal numbers times the noise's deviation as there are terms; takes the result
     */
    void baseline(int[] selected, double[] coefficients, double[] noise) {
        double[] right = products.baselineOutcome.clone();
        for (int i = 0; i < right.length; i++) {
            for (int k = 0; k < selected.length; k++) {
                right[i] -= coefficients[k] * products.baselineMedia[i][selected[k]];
            }
            right[i] *= dayWeight;
        }
        factor.solveLower(right);
        for (int i = 0; i < right.length; i++) {
            noise[i] += right[i];
        }
        factor.solveUpper(noise);
    }
}
