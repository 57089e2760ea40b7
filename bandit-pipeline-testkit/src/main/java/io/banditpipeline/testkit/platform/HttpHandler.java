package io.banditpipeline.testkit.platform;

/** Answers requests. Called on many threads at once. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * The answer to a request. What it throws is answered with status 500 and kept in {@link LoopbackServer#errors}.
     */
    HttpReply answer(HttpCall call);
}
