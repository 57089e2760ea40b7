package io.banditpipeline.testkit.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests go wrong, and how. Scripted faults come before random ones, and earlier scripts before later ones.
 * This class is thread-safe.
 */
public final class HttpFaults {
    private static final int SLOTS = 1 << 16;

    private final List<Script> scripts = new ArrayList<>();
    private final List<Lottery> lotteries = new ArrayList<>();
    private final List<Function<HttpCall, Optional<HttpFault>>> rules = new ArrayList<>();
    private long planted;

    HttpFaults() {}

    /** Each of the next requests gets one of the faults, in order. */
    public HttpFaults next(HttpFault... faults) {
        return next(call -> true, faults);
    }

    /** Each of the next requests that match gets one of the faults, in order. */
    public synchronized HttpFaults next(Predicate<HttpCall> which, HttpFault... faults) {
        scripts.add(new Script(which, new ArrayDeque<>(Arrays.asList(faults))));
        return this;
    }

    /**
     * Requests get a fault at random. The same request at its n-th time gets the same in each run with that seed,
     * whatever other threads send meanwhile.
     *
     * @param seed what the draws depend on
     * @param rate the share of requests, from 0 to 1
     * @param which the requests that it may hit
     * @param faults those to draw from, at least one
     * @throws IllegalArgumentException if {@code rate} is not from 0 to 1, or there is no fault
     */
    public synchronized HttpFaults randomly(long seed, double rate, Predicate<HttpCall> which, HttpFault... faults) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1, but is " + rate);
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("faults must not be empty");
        }
        lotteries.add(new Lottery(seed, rate, which, List.of(faults), new AtomicIntegerArray(SLOTS)));
        return this;
    }

    /**
     * Requests get what a rule says, such as that of an outage; before all others, and not forgotten by {@link #none}.
     */
    public synchronized HttpFaults always(Function<HttpCall, Optional<HttpFault>> rule) {
        rules.add(rule);
        return this;
    }

    /** Forgets scripted and random faults. */
    public synchronized HttpFaults none() {
        scripts.clear();
        lotteries.clear();
        return this;
    }

    /** How many requests have got a fault. */
    public synchronized long planted() {
        return planted;
    }

    /** The fault of a request, if it gets one. */
    synchronized Optional<HttpFault> take(HttpCall call) {
        Optional<HttpFault> fault = ruled(call).or(() -> scripted(call)).or(() -> lotteries.stream()
                .flatMap(lottery -> lottery.draw(call).stream())
                .findFirst());
        if (fault.isPresent()) {
            planted++;
        }
        return fault;
    }

    private Optional<HttpFault> ruled(HttpCall call) {
        return rules.stream().flatMap(rule -> rule.apply(call).stream()).findFirst();
    }

    private Optional<HttpFault> scripted(HttpCall call) {
        scripts.removeIf(script -> script.left().isEmpty());
        return scripts.stream()
                .filter(script -> script.which().test(call))
                .findFirst()
                .map(script -> script.left().removeFirst());
    }

    private record Script(Predicate<HttpCall> which, Deque<HttpFault> left) {}

    private record Lottery(
            long seed, double rate, Predicate<HttpCall> which, List<HttpFault> faults, AtomicIntegerArray times) {
        Optional<HttpFault> draw(HttpCall call) {
            if (!which.test(call)) {
                return Optional.empty();
            }
            int hash = 31 * call.toString().hashCode() + call.text().hashCode();
            int time = times.getAndIncrement((hash ^ hash >>> 16) & (SLOTS - 1));
            SplittableRandom random = new SplittableRandom(seed ^ ((long) hash << 32) ^ time);
            return random.nextDouble() < rate
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        }
    }
}
