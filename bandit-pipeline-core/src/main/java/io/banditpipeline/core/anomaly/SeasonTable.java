package io.banditpipeline.core.anomaly;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** What was seen in each slot of a season in its last rounds. */
final class SeasonTable {
    private static final int FEWEST_ROUNDS = 2;
    private static final int MINUTES_AN_HOUR = 60;

    private final Season season;
    private final float[] places;
    private final int[] counts;
    private final float[] scratch;

    SeasonTable(Season season) {
        this.season = season;
        places = new float[season.slots * season.rounds];
        counts = new int[season.slots];
        scratch = new float[season.rounds];
    }

    /** Remembers what a slot was like this time; forgets the oldest round. */
    void add(LocalDateTime at, double place) {
        if (season == Season.NONE) {
            return;
        }
        int slot = season.slot(at);
        places[slot * season.rounds + counts[slot] % season.rounds] = (float) place;
        counts[slot]++;
        if (counts[slot] == 2 * season.rounds) {
            counts[slot] = season.rounds; // the same place in the ring, and no overflow
        }
    }

    /** What is usual at a time; NaN if it is not known. */
    double at(LocalDateTime at) {
        return season == Season.NONE ? 0 : median(season.slot(at));
    }

    /** The same for values that come several times an hour: linear between the middles of the hours. */
    double between(LocalDateTime at) {
        double here = at(at);
        if (season == Season.NONE || Double.isNaN(here)) {
            return here;
        }
        double offset = (double) at.getMinute() / MINUTES_AN_HOUR - 0.5;
        double there = at(offset < 0 ? at.minusHours(1) : at.plusHours(1));
        double share = Double.isNaN(there) ? 0 : Math.abs(offset);
        return share == 0 ? here : (1 - share) * here + share * there;
    }

    /** The median size over the known slots; NaN if there is none. */
    double typicalSize() {
        double[] sizes = new double[season.slots];
        int known = 0;
        for (int slot = 0; slot < season.slots; slot++) {
            double size = Math.abs(median(slot));
            if (!Double.isNaN(size)) {
                sizes[known++] = size;
            }
        }
        Arrays.sort(sizes, 0, known);
        return known == 0 ? Double.NaN : sizes[known / 2];
    }

    private double median(int slot) {
        int known = Math.min(counts[slot], season.rounds);
        if (known < FEWEST_ROUNDS) {
            return Double.NaN;
        }
        System.arraycopy(places, slot * season.rounds, scratch, 0, known);
        Arrays.sort(scratch, 0, known);
        int middle = known / 2;
        return known % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + (double) scratch[middle]) / 2;
    }

    /** Moves all to another scale. */
    void convert(DoubleUnaryOperator move) {
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) move.applyAsDouble(places[i]);
        }
    }

    void write(StateWriter out) {
        for (int slot = 0; slot < season.slots && season != Season.NONE; slot++) {
            out.small(counts[slot]);
            for (int i = 0; i < Math.min(counts[slot], season.rounds); i++) {
                out.number(places[slot * season.rounds + i]);
            }
        }
    }

    void read(StateReader in) {
        for (int slot = 0; slot < season.slots && season != Season.NONE; slot++) {
            counts[slot] = in.small(2 * season.rounds - 1);
            for (int i = 0; i < Math.min(counts[slot], season.rounds); i++) {
                places[slot * season.rounds + i] = in.number();
            }
        }
    }
}
