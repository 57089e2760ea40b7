package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.workflow.Cancellation;

/**
 * Calls one platform's API under one credential: asks the governor, authorises, sends, reads, classifies errors, tries
 * again what may pass, and tells the log of every try. Thread-safe.
 *
 * <p>Short trouble is sat out here, with jitter: failures of the classes RETRYABLE and RETRYABLE_FEW whose wait is at
 * most {@link ApiClientSettings#longestWait}, a token that is over once, everything only while the reader has not been
 * handed the body. All else is thrown as {@link io.banditpipeline.metric.SourceException} of the failure's kind with
 * the delay that the platform named, so that nobody holds a thread while waiting long. A body that breaks off half-way
 * is RESTART.
 */
public interface ApiClient extends AutoCloseable {
    /**
     * Makes a call.
     *
     * @param <T> what the reader makes of the answer
     * @throws io.banditpipeline.metric.SourceException if the platform did not do what it was asked; {@link ApiFailure}
     *     holds the failure's class as its cause
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     * @throws RuntimeException what the reader throws, as it is
     */
    <T> T call(ApiRequest request, AnswerReader<T> reader, Cancellation cancellation);

    /** Tells a log of every call from now on. */
    void attach(ApiCallLog log);

    /** Ends connections. */
    @Override
    void close();
}
