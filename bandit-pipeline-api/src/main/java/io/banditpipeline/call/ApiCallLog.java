package io.banditpipeline.call;

/** Hears of every call that is made of a platform's API. Implementations are thread-safe and return at once. */
@FunctionalInterface
public interface ApiCallLog {
    /** Hears of a call after it ended. Throws nothing: a call that went well must not fail because of its log. */
    void called(ApiCall call);

    /** Forgets every call. */
    static ApiCallLog none() {
        return call -> {};
    }
}
