package io.banditpipeline.testkit.store;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.store.ApiCallStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Calls in memory. */
final class InMemoryApiCalls implements ApiCallStore {
    private final Object lock;

    /** In the order of being appended. */
    private final List<ApiCall> calls = new ArrayList<>();

    InMemoryApiCalls(Object lock) {
        this.lock = lock;
    }

    @Override
    public void append(Collection<ApiCall> given) {
        List<ApiCall> kept = given.stream().map(InMemoryApiCalls::kept).toList();
        synchronized (lock) {
            calls.addAll(kept);
        }
    }

    @Override
    public List<ApiCall> latest(String platform, boolean failedOnly, int limit) {
        synchronized (lock) {
            return Kept.latestFirst(calls, ApiCall::at).stream()
                    .filter(call -> platform.isEmpty() || call.platform().equals(platform))
                    .filter(call -> !failedOnly || !call.succeeded())
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public long removeBefore(Instant given) {
        Instant moment = Kept.micros(given);
        synchronized (lock) {
            long before = calls.size();
            calls.removeIf(call -> call.at().isBefore(moment));
            return before - calls.size();
        }
    }

    private static ApiCall kept(ApiCall call) {
        return new ApiCall(
                call.platform(),
                call.accountId(),
                call.endpoint(),
                Kept.micros(call.at()),
                call.took().truncatedTo(ChronoUnit.MICROS),
                call.attempt(),
                call.status(),
                call.requestId(),
                call.errorCode(),
                call.error());
    }
}
