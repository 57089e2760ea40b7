package io.banditpipeline.core.internal.call;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.ApiCallStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers calls and stores many at a time. While the storage fails the latest are kept, as many as fit (R15): what goes
 * well must not fail because it could not be written down. Thread-safe.
 */
public final class CallRecorder implements ApiCallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    /** Calls that are stored at once. */
    private static final int BATCH = 500;

    /** Calls that wait to be stored, at most. */
    private static final int MAX_WAITING = 10_000;

    private final ApiCallStore store;
    private final Deque<ApiCall> waiting = new ArrayDeque<>();
    private long dropped;

    /** @param store where calls go */
    public CallRecorder(ApiCallStore store) {
        this.store = store;
    }

    @Override
    public void called(ApiCall call) {
        synchronized (waiting) {
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(call);
        }
    }

    /**
     * Stores what waits. A storage that fails, in whatever way, is told of in the log, and what waits goes on waiting;
     * only a call that the storage can never take is dropped, lest the others wait behind it for ever.
     */
    public void flush() {
        for (List<ApiCall> batch = next(); !batch.isEmpty(); batch = next()) {
            if (!stored(batch)) {
                return;
            }
        }
    }

    private boolean stored(List<ApiCall> batch) {
        try {
            store.append(batch);
            return true;
        } catch (RuntimeException e) { // the store may be the host's: nothing that it throws may fail a collection
            return isRefusal(e) ? storedOneByOne(batch) : waitsOn(batch, e);
        }
    }

    /** Stores what can be stored of a batch that was refused, and drops the rest. */
    private boolean storedOneByOne(List<ApiCall> batch) {
        List<RuntimeException> refusals = new ArrayList<>();
        try {
            for (int i = 0; i < batch.size(); i++) {
                try {
                    store.append(batch.subList(i, i + 1));
                } catch (RuntimeException e) {
                    if (!isRefusal(e)) {
                        return waitsOn(batch.subList(i, batch.size()), e);
                    }
                    refusals.add(e);
                }
            }
            return true;
        } finally {
            if (!refusals.isEmpty()) {
                LOG.warn(
                        "{} API calls were dropped, since they can never be stored; the first one: {}",
                        refusals.size(),
                        told(refusals.get(0)));
            }
        }
    }

    private boolean waitsOn(List<ApiCall> batch, RuntimeException reason) {
        putBack(batch);
        LOG.warn("{} API calls could not be stored and wait: {}", batch.size(), told(reason));
        return false;
    }

    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof PipelineException known && known.code() == ErrorCode.INVALID_INPUT;
    }

    private static String told(RuntimeException failure) {
        return failure instanceof PipelineException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private List<ApiCall> next() {
        synchronized (waiting) {
            if (dropped > 0) {
                LOG.warn("{} API calls were not stored: the storage failed for too long", dropped);
                dropped = 0;
            }
            List<ApiCall> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            return batch;
        }
    }

    private void putBack(List<ApiCall> batch) {
        synchronized (waiting) {
            for (int i = batch.size() - 1; i >= 0; i--) {
                if (waiting.size() == MAX_WAITING) {
                    dropped++;
                } else {
                    waiting.addFirst(batch.get(i));
                }
            }
        }
    }
}
