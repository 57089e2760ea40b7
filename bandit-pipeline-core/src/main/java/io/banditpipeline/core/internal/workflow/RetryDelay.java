package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.workflow.Failures;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long a step waits before it is tried again. The share that the policy leaves to chance depends on the run, the
 * step and the attempt only, so that the steps of a run do not all come back at once and a run can be followed again.
 */
final class RetryDelay {
    /** A step does not sit out a longer delay that the other side names, unless its policy allows longer waits. */
    static final Duration LONGEST_NAMED = Duration.ofMinutes(10);

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RetryDelay() {}

    /**
     * The wait, at least what the other side asks for.
     *
     * @param tries tries that failed, from 1, for the policy
     * @param attempt the attempt that failed, counted over the whole run, for chance
     */
    static Duration of(RetryPolicy policy, String runId, String step, int tries, int attempt, Throwable failure) {
        Duration longest = policy.delayAfter(tries);
        double share = 1 - policy.jitter() * random(runId, step, attempt).nextDouble();
        Duration drawn = Duration.ofMillis(Math.round(longest.toMillis() * share));
        return Failures.retryAfter(failure)
                .filter(named -> named.compareTo(drawn) > 0)
                .orElse(drawn);
    }

    /** Whether a wait is so long that the step ends instead, to be done again later. */
    static boolean isTooLong(RetryPolicy policy, Duration wait) {
        return wait.compareTo(LONGEST_NAMED) > 0 && wait.compareTo(policy.maxDelay()) > 0;
    }

    private static SplittableRandom random(String runId, String step, int attempt) {
        return new SplittableRandom(hash(runId + '\0' + step + '\0' + attempt));
    }

    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
