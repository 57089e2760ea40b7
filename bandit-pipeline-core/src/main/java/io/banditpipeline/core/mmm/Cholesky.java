package io.banditpipeline.core.mmm;

/**
 * Lower triangular factor L of a symmetric positive definite matrix A = L L'. Immutable; the work is done in plain
 * loops.
 */
final class Cholesky {
    private final double[][] factor;

    /**
     * @param matrix symmetric; only its lower triangle is read; left as it is
     * @throws ArithmeticException if it is not positive definite
     */
    Cholesky(double[][] matrix) {
        int size = matrix.length;
        factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? pivot(rest, i) : rest / factor[j][j];
            }
        }
    }

    private static double pivot(double rest, int row) {
        if (!(rest > 0)) {
            throw new ArithmeticException("matrix is not positive definite: pivot " + rest + " in row " + row);
        }
        return Math.sqrt(rest);
    }

    /** Solves L x = b in place. */
    void solveLower(double[] b) {
        for (int i = 0; i < b.length; i++) {
            double rest = b[i];
            for (int k = 0; k < i; k++) {
                rest -= factor[i][k] * b[k];
            }
            b[i] = rest / factor[i][i];
        }
    }

    /** Solves L' x = b in place. */
    void solveUpper(double[] b) {
        for (int i = b.length - 1; i >= 0; i--) {
            double rest = b[i];
            for (int k = i + 1; k < b.length; k++) {
                rest -= factor[k][i] * b[k];
            }
            b[i] = rest / factor[i][i];
        }
    }
}
