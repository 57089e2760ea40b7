package io.banditpipeline.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A graph of steps.
 *
 * @param id unique within a pipeline; 1 to 100 characters
 * @param steps the steps, each after those that it needs or follows
 */
public record Workflow(String id, List<Step<?>> steps) {
    private static final int MAX_ID = 100;

    /**
     * @throws IllegalArgumentException if the id is blank or too long, if two steps have one name, or if a step needs
     *     or follows one that is not among those before it
     */
    public Workflow {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("id must have 1 to " + MAX_ID + " characters, but is '" + id + "'");
        }
        steps = List.copyOf(steps);
        check(id, steps);
    }

    /**
     * A workflow of steps and of all that they need and follow, put in order.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static Workflow of(String id, Step<?>... steps) {
        return of(id, List.of(steps));
    }

    /**
     * A workflow of steps and of all that they need and follow, put in order.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static Workflow of(String id, Collection<? extends Step<?>> steps) {
        return new Workflow(id, inOrder(steps));
    }

    /** The step of a name, if there is one. */
    public Optional<Step<?>> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /**
     * The same workflow with more steps.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public Workflow with(Step<?>... more) {
        List<Step<?>> all = new ArrayList<>(steps);
        all.addAll(List.of(more));
        return of(id, all);
    }

    /**
     * Depth first, without recursion: a step comes when all before it have come. Steps know only older ones, so it
     * ends.
     */
    private static List<Step<?>> inOrder(Collection<? extends Step<?>> steps) {
        IdentityHashMap<Step<?>, Boolean> placed = new IdentityHashMap<>();
        List<Step<?>> order = new ArrayList<>();
        for (Step<?> root : steps) {
            Deque<Step<?>> open = new ArrayDeque<>(List.of(root));
            while (!open.isEmpty()) {
                Step<?> step = open.getLast();
                Step<?> missing = Stream.concat(step.needs().stream(), step.follows().stream())
                        .filter(before -> !placed.containsKey(before))
                        .findFirst()
                        .orElse(null);
                if (missing != null) {
                    open.addLast(missing);
                } else {
                    open.removeLast();
                    if (placed.put(step, true) == null) {
                        order.add(step);
                    }
                }
            }
        }
        return order;
    }

    private static void check(String id, List<Step<?>> steps) {
        IdentityHashMap<Step<?>, Boolean> before = new IdentityHashMap<>();
        Set<String> names = new HashSet<>();
        for (Step<?> step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("workflow '" + id + "' has two steps named '" + step.name() + "'");
            }
            Stream.concat(step.needs().stream(), step.follows().stream())
                    .filter(other -> !before.containsKey(other))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalArgumentException("in workflow '" + id + "', step '" + step.name()
                                + "' comes after '" + other.name() + "', which is not among the steps before it");
                    });
            before.put(step, true);
        }
    }
}
