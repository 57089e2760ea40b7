package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any graph with any failures: how steps end is what the rules say, also when a crash comes in between. */
class RandomGraphsTest {

    /** How a step behaves, whenever it is tried. */
    private enum Fate {
        GOOD,
        GIVES,
        KEEPS,
        PARTIAL,
        SKIPPED,
        BROKEN,
        /** Fails at first, and passes at the second try. */
        FLAKY,
        /** Runs parts, one of which is broken. */
        PARTS
    }

    private record Graph(Workflow workflow, Map<String, Fate> fates) {}

    @Property(tries = 150)
    void every_step_ends_as_the_rules_say(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 1, max = 4) int permits)
            throws InterruptedException {
        Graph graph = graph(seed, size);
        Bench bench = new Bench();

        RunResult.Ran ran = bench.run(permits, graph.workflow());

        Map<String, StepState> expected = expected(graph);
        assertThat(statesOfSteps(ran)).isEqualTo(expected);
        assertThat(ran.state()).isEqualTo(stateOf(expected));
        assertThat(bench.storedStates()).isEqualTo(Bench.states(ran)).containsAllEntriesOf(expected);
        assertThat(bench.heard)
                .extracting(step -> step.name())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Bench.states(ran).keySet());
        assertThat(Bench.threadsLeft(graph.workflow())).isEmpty();
        bench.close();
    }

    @Property(tries = 150)
    void a_run_that_goes_on_after_a_crash_ends_as_an_undisturbed_one_R14(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int size,
            @ForAll @IntRange(min = 1, max = 3) int permits,
            @ForAll @IntRange(min = 0, max = 30) int writesBeforeCrash,
            @ForAll @IntRange(min = 0, max = 30) int writesBeforeNextCrash) {
        Graph graph = graph(seed, size);
        RunStore kept = new InMemoryStorage().runs();
        Bench bench = new Bench(kept);
        for (int writes : List.of(writesBeforeCrash, writesBeforeNextCrash)) {
            crashAfter(writes, kept, bench, graph, permits);
            bench.clock.advance(Bench.LEASE.multipliedBy(2));
        }

        RunResult result = bench.engine(permits)
                .run(graph.workflow(), Bench.newRun(graph.workflow()), false, Cancellation.never());

        if (result instanceof RunResult.Ran ran) {
            assertThat(statesOfSteps(ran)).isEqualTo(expected(graph));
            assertThat(ran.run()).isEqualTo(bench.stored());
        } else {
            assertThat(result).isInstanceOf(RunResult.Ended.class);
        }
        assertThat(bench.storedStates()).containsAllEntriesOf(expected(graph));
        assertThat(bench.stored().state()).isEqualTo(stateOf(expected(graph)));
        bench.close();
    }

    /** The instance keeps nothing more after some writes, as if it had died there. */
    private static void crashAfter(int writes, RunStore kept, Bench bench, Graph graph, int permits) {
        HeardRuns dying = new HeardRuns(kept, signal -> {});
        dying.failWrites(writes, Integer.MAX_VALUE);
        try {
            new WorkflowEngine(dying, bench.settings(permits), bench.listener())
                    .run(graph.workflow(), Bench.newRun(graph.workflow()), false, Cancellation.never());
        } catch (io.banditpipeline.error.PipelineException e) {
            assertThat(e).hasMessageContaining("the database is away");
        }
    }

    private static Map<String, StepState> statesOfSteps(RunResult.Ran ran) {
        Map<String, StepState> states = new TreeMap<>();
        ran.steps().forEach(step -> assertThat(states.put(step.name(), step.state()))
                .isNull());
        return states;
    }

    private static RunState stateOf(Map<String, StepState> states) {
        if (states.containsValue(StepState.FAILED)) {
            return RunState.FAILED;
        }
        return states.containsValue(StepState.PARTIAL) ? RunState.DEGRADED : RunState.SUCCEEDED;
    }

    /** The rules, told a second time in the simplest way. */
    private static Map<String, StepState> expected(Graph graph) {
        Map<String, StepState> states = new TreeMap<>();
        for (Step<?> step : graph.workflow().steps()) {
            boolean blocked = step.needs().stream()
                    .anyMatch(need -> states.get(need.name()) == StepState.FAILED
                            || states.get(need.name()) == StepState.BLOCKED);
            StepState own =
                    switch (graph.fates().get(step.name())) {
                        case GOOD, GIVES, KEEPS, FLAKY -> StepState.SUCCEEDED;
                        case PARTIAL, PARTS -> StepState.PARTIAL;
                        case SKIPPED -> StepState.SKIPPED;
                        case BROKEN -> StepState.FAILED;
                    };
            states.put(step.name(), blocked ? StepState.BLOCKED : own);
        }
        return states;
    }

    private static Graph graph(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step<?>> steps = new ArrayList<>();
        Map<String, Fate> fates = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String name = "step " + i;
            Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
            List<Step<?>> needs = new ArrayList<>();
            List<Step<?>> follows = new ArrayList<>();
            for (Step<?> earlier : steps) {
                double chance = random.nextDouble();
                if (chance < 0.25) {
                    needs.add(earlier);
                } else if (chance < 0.4) {
                    follows.add(earlier);
                }
            }
            fates.put(name, fate);
            steps.add(step(name, fate, needs).needs(needs.toArray(Step[]::new)).follows(follows.toArray(Step[]::new)));
        }
        return new Graph(Workflow.of("random", steps), fates);
    }

    /** Whatever it needs and was promised must be there. */
    private static Step<?> step(String name, Fate fate, List<Step<?>> needs) {
        Step<String> step = Step.of(name, context -> {
            for (Step<?> need : needs) {
                StepOutcome<?> outcome = context.outcome(need);
                boolean promised = outcome.report().messages().contains("gives");
                if (promised && !("output of " + need.name()).equals(outcome.output())) {
                    throw new IllegalStateException(need.name() + " gave " + outcome.output());
                }
            }
            return switch (fate) {
                case GOOD -> StepResult.done();
                case GIVES, KEEPS -> StepResult.of("output of " + name, "gives");
                case PARTIAL -> partial();
                case SKIPPED -> StepResult.skipped("nothing was due");
                case BROKEN -> throw new IllegalArgumentException("broken");
                case FLAKY -> {
                    if (context.attempt() % 2 == 1) {
                        throw new IOException("flaky");
                    }
                    yield StepResult.done();
                }
                case PARTS -> {
                    context.sideBySide(List.of(part(name + " a", false), part(name + " b", true)));
                    yield partial();
                }
            };
        });
        return fate == Fate.KEEPS ? step.keeping(text -> text, text -> text) : step;
    }

    private static StepResult<String> partial() {
        return new StepResult<>(StepState.PARTIAL, StepCounts.ZERO, List.of("half"), null, true);
    }

    private static Step<Void> part(String name, boolean broken) {
        return Step.of(name, context -> {
            if (broken) {
                throw new IllegalArgumentException("broken part");
            }
            return StepResult.done();
        });
    }
}
