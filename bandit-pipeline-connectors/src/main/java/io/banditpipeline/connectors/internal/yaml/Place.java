package io.banditpipeline.connectors.internal.yaml;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param line the line; the first is 1
 * @param column the character in the line; the first is 1
 */
public record Place(int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    /** The beginning of a file. */
    public static Place start() {
        return new Place(1, 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code line 3, column 5}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
