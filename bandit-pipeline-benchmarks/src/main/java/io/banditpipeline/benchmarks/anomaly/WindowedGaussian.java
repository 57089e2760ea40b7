package io.banditpipeline.benchmarks.anomaly;

/** The simple detector that most write first: how many standard deviations from the mean of the last week of hours. */
final class WindowedGaussian {
    private static final int WINDOW = 168;

    private final double[] window = new double[WINDOW];
    private int count;
    private double sum;
    private double squares;

    /** The distance of a value; then learns it. */
    double next(double value) {
        int size = Math.min(count, WINDOW);
        double mean = size == 0 ? value : sum / size;
        double variance = size == 0 ? 0 : squares / size - mean * mean;
        int place = count % WINDOW;
        double oldest = window[place];
        window[place] = value;
        sum += value - oldest;
        squares += value * value - oldest * oldest;
        count++;
        return variance > 0 ? Math.abs(value - mean) / Math.sqrt(variance) : 0;
    }
}
