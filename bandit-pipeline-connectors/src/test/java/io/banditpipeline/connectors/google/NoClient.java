package io.banditpipeline.connectors.google;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.workflow.Cancellation;

/** Fails whoever calls. */
final class NoClient implements ApiClient {
    @Override
    public <T> T call(ApiRequest request, AnswerReader<T> reader, Cancellation cancellation) {
        throw new AssertionError("nobody was to be called, but " + request + " was made");
    }

    @Override
    public void attach(ApiCallLog log) {}

    @Override
    public void close() {}
}
