package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.call.ApiCallLog;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs that hear of every call. One that throws is warned about once, and harms no call. Thread-safe. */
final class CallLogs implements ApiCallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallLogs.class);

    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(ApiCallLog log, AtomicBoolean warned) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Listener same && same.log == log;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(log);
        }
    }

    /** The same log twice hears of each call once: a source and a sink that share a client get the same one. */
    void attach(ApiCallLog log) {
        listeners.addIfAbsent(new Listener(log, new AtomicBoolean()));
    }

    @Override
    public void called(ApiCall call) {
        listeners.forEach(listener -> tell(listener, call));
    }

    private static void tell(Listener listener, ApiCall call) {
        try {
            listener.log().called(call);
        } catch (RuntimeException e) {
            if (listener.warned().compareAndSet(false, true)) {
                LOG.warn(
                        "A log of API calls fails, which is not said again: calls go on without it. log={}",
                        listener.log().getClass().getName(),
                        e);
            }
        }
    }
}
