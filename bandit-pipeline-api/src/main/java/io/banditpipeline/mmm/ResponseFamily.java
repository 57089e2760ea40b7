package io.banditpipeline.mmm;

/** The shapes that response curves come in; each has a slope at zero spend and a scale. */
public enum ResponseFamily {
    /**
     * {@code slope * scale * (1 - exp(-spend / scale))}: the marginal response falls by a factor e with each scale of
     * spend. An infinite scale is the straight line {@code slope * spend}.
     */
    EXPONENTIAL;

    /**
     * The curve of this shape.
     *
     * @param slope response to the first unit of spend; at least 0
     * @param scale spend in units per day over which returns diminish; positive, may be infinite
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public ResponseCurve curve(double slope, double scale) {
        if (!(slope >= 0) || Double.isInfinite(slope)) {
            throw new IllegalArgumentException("slope must be finite and at least 0, but is " + slope);
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale must be positive, but is " + scale);
        }
        return new ExponentialCurve(slope, scale);
    }
}
