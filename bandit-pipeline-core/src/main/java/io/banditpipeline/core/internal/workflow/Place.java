package io.banditpipeline.core.internal.workflow;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a step stands in its run: its position in the workflow, then that of each part within its step. A step comes
 * before its parts, and these come before the next step.
 */
record Place(List<Integer> path) implements Comparable<Place> {
    Place {
        path = List.copyOf(path);
    }

    static Place ofStep(int position) {
        return new Place(List.of(position));
    }

    Place part(int position) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(position);
        return new Place(longer);
    }

    @Override
    public int compareTo(Place other) {
        for (int i = 0; i < Math.min(path.size(), other.path.size()); i++) {
            int order = Integer.compare(path.get(i), other.path.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(path.size(), other.path.size());
    }
}
