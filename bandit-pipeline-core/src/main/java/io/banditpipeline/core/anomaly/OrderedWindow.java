package io.banditpipeline.core.anomaly;

import java.util.Arrays;

/**
 * The last so many numbers, kept in order of arrival and in order of size: any quantile at once, a number in O(log n).
 */
final class OrderedWindow {
    private final float[] arrivals;
    private final float[] sorted;
    private int size;
    private int next;

    OrderedWindow(int capacity) {
        arrivals = new float[capacity];
        sorted = new float[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    void add(double number) {
        float added = (float) number + 0f; // +0 makes the negative zero a positive one, so that there is one zero only
        if (size == arrivals.length) {
            forget(arrivals[next]);
        }
        int found = Arrays.binarySearch(sorted, 0, size, added);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = added;
        size++;
        arrivals[next] = added;
        next = (next + 1) % arrivals.length;
    }

    private void forget(float oldest) {
        int place = Arrays.binarySearch(sorted, 0, size, oldest);
        System.arraycopy(sorted, place + 1, sorted, place, size - place - 1);
        size--;
    }

    /** The middle one, or the mean of the middle two. There must be one. */
    double median() {
        int middle = size / 2;
        return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + (double) sorted[middle]) / 2;
    }

    /** The quantile, linear between neighbours (type 7 of Hyndman and Fan 1996). There must be a number. */
    double quantile(double share) {
        double position = share * (size - 1);
        int below = (int) position;
        if (below >= size - 1) {
            return sorted[size - 1];
        }
        return sorted[below] + (position - below) * ((double) sorted[below + 1] - sorted[below]);
    }

    void write(StateWriter out) {
        out.count(size);
        for (int i = 0; i < size; i++) {
            out.number(arrivals[Math.floorMod(next - size + i, arrivals.length)]);
        }
    }

    void read(StateReader in) {
        clear();
        int count = in.count(arrivals.length);
        for (int i = 0; i < count; i++) {
            add(in.number());
        }
    }
}
