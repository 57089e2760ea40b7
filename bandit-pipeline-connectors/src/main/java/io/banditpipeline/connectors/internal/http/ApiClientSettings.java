package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.rate.Governor;
import io.banditpipeline.connectors.internal.rate.Usage;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What an {@link ApiClient} is made of.
 *
 * @param platform for the log, such as {@code "google_ads"}
 * @param authorization what makes calls ours
 * @param classifier what errors mean
 * @param usage what headers of any answer, error or not, say of buckets
 * @param throttledBucket which bucket is to be left alone after a failure of class THROTTLED..., of those of the
 *     request
 * @param governor lets calls through
 * @param secrets never to be seen in a message: each is replaced by *** wherever the platform repeats it
 * @param clock the time
 * @param waiter waits
 * @param connectTimeout until there is a connection
 * @param stallTimeout the longest silence of a connection, before and during the answer
 * @param longestWait the longest wait that a call sits out itself
 */
public record ApiClientSettings(
        String platform,
        Authorization authorization,
        Classifier classifier,
        BiFunction<ApiRequest, ErrorAnswer, List<Usage>> usage,
        BiFunction<ApiRequest, Failure, String> throttledBucket,
        Governor governor,
        Set<Secret> secrets,
        InstantSource clock,
        Waiter waiter,
        Duration connectTimeout,
        Duration stallTimeout,
        Duration longestWait) {
    /** Copies the set. */
    public ApiClientSettings {
        secrets = Set.copyOf(secrets);
    }
}
