package io.banditpipeline.mmm;

/** Response that saturates exponentially. */
record ExponentialCurve(double slope, double scale) implements ResponseCurve {
    @Override
    public double response(double spend) {
        return Double.isInfinite(scale) ? slope * spend : -slope * scale * Math.expm1(-spend / scale);
    }

    @Override
    public double marginal(double spend) {
        return slope * Math.exp(-spend / scale);
    }

    @Override
    public double spendAtMarginal(double marginal) {
        if (slope <= marginal) {
            return 0;
        }
        return Double.isInfinite(scale) ? Double.POSITIVE_INFINITY : scale * Math.log(slope / marginal);
    }
}
