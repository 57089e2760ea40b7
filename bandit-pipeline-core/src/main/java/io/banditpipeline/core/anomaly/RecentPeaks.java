package io.banditpipeline.core.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * The highest numbers among the last so many. Only those are kept that can still matter: a number that three later ones
 * reach can never be among the three highest again.
 */
final class RecentPeaks {
    private static final int KEPT = 3;

    private final int window;
    private final List<Peak> peaks = new ArrayList<>();
    private long count;

    RecentPeaks(int window) {
        this.window = window;
    }

    void add(double number) {
        long oldest = count - window + 1;
        peaks.removeIf(peak -> peak.number < oldest || peak.isOutdoneBy(number));
        peaks.add(new Peak(count, number));
        count++;
    }

    /** How many numbers are in the window. */
    int size() {
        return (int) Math.min(count, window);
    }

    /** The quantile, linear between neighbours; it must lie among the three highest. There must be a number. */
    double quantile(double share) {
        double fromTop = (1 - share) * (size() - 1);
        int above = (int) fromTop;
        double[] highest = highest();
        return highest[above] + (fromTop - above) * (highest[Math.min(above + 1, KEPT - 1)] - highest[above]);
    }

    private double[] highest() {
        double[] highest = new double[KEPT];
        for (Peak peak : peaks) {
            double rest = peak.height;
            for (int i = 0; i < KEPT; i++) {
                double higher = Math.max(highest[i], rest);
                rest = Math.min(highest[i], rest);
                highest[i] = higher;
            }
        }
        return highest;
    }

    void write(StateWriter out) {
        out.whole(count);
        out.count(peaks.size());
        for (Peak peak : peaks) {
            out.count((int) (count - peak.number));
            out.exact(peak.height);
            out.small(peak.outdone);
        }
    }

    void read(StateReader in) {
        peaks.clear();
        count = in.whole();
        int kept = in.count(window);
        for (int i = 0; i < kept; i++) {
            Peak peak = new Peak(count - in.count(window), in.finite());
            peak.outdone = in.small(KEPT);
            peaks.add(peak);
        }
    }

    private static final class Peak {
        private final long number;
        private final double height;
        private int outdone;

        private Peak(long number, double height) {
            this.number = number;
            this.height = height;
        }

        private boolean isOutdoneBy(double later) {
            return later >= height && ++outdone >= KEPT;
        }
    }
}
