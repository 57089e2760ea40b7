package io.banditpipeline.connectors.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream of its bytes. No more than one portion of the connection is held: the next is asked
 * for when it is read. A read that hears nothing for too long ends with a {@link StallException}, and once the stream
 * is aborted every read ends at once. One thread reads; any may abort.
 */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
    private final long stallNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean asked;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException broken;

    /** @param stallTimeout the longest silence while something is waited for */
    BodyStream(Duration stallTimeout) {
        this.stallNanos = stallTimeout.toNanos();
    }

    /** A connection that was silent for too long. */
    static final class StallException extends IOException {
        private static final long serialVersionUID = 1L;

        StallException(Duration silence) {
            super("nothing came for " + silence);
        }
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        boolean late;
        lock.lock();
        try {
            late = closed || subscription != null;
            if (!late) {
                subscription = given;
                asked = true;
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> portion) {
        List<ByteBuffer> filled =
                portion.stream().filter(ByteBuffer::hasRemaining).toList();
        Flow.Subscription again = subscription;
        if (filled.isEmpty() && again != null) {
            again.request(1);
        } else {
            tell(() -> {
                asked = false;
                arrived.addAll(filled);
            });
        }
    }

    @Override
    public void onError(Throwable cause) {
        tell(() -> {
            if (broken == null) {
                broken = cause instanceof IOException io ? io : new IOException("the connection broke", cause);
            }
        });
    }

    @Override
    public void onComplete() {
        tell(() -> ended = true);
    }

    private void tell(Runnable news) {
        lock.lock();
        try {
            news.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(into, offset, count);
        return count;
    }

    /** What can be read; waits for it, so that 0 means the end: a decompressor asks whether another part follows. */
    @Override
    public int available() throws IOException {
        ByteBuffer next = next();
        return next == null ? 0 : next.remaining();
    }

    private @Nullable ByteBuffer next() throws IOException {
        askForMore();
        lock.lock();
        try {
            long left = stallNanos;
            ByteBuffer first = first();
            while (first == null && !ended) {
                if (left <= 0) {
                    broken = new StallException(Duration.ofNanos(stallNanos));
                    throw broken;
                }
                left = changed.awaitNanos(left);
                first = first();
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        } finally {
            lock.unlock();
        }
    }

    /** Asks for the next portion when the last one is read; without the lock, as it may come in this thread. */
    private void askForMore() throws IOException {
        Flow.Subscription toAsk;
        lock.lock();
        try {
            if (first() != null || ended || asked || subscription == null) {
                return;
            }
            asked = true;
            toAsk = subscription;
        } finally {
            lock.unlock();
        }
        toAsk.request(1);
    }

    private @Nullable ByteBuffer first() throws IOException {
        if (closed) {
            throw broken == null ? new IOException("the answer was closed") : broken;
        }
        while (!arrived.isEmpty() && !arrived.getFirst().hasRemaining()) {
            arrived.removeFirst();
        }
        ByteBuffer first = arrived.peekFirst();
        if (first == null && broken != null) {
            throw broken;
        }
        return first;
    }

    /** Whether all has been read and the connection can be used again. */
    boolean isAtEnd() {
        lock.lock();
        try {
            return ended && broken == null && arrived.stream().noneMatch(ByteBuffer::hasRemaining);
        } finally {
            lock.unlock();
        }
    }

    /** Why no more can be read, if the connection is the reason. */
    @Nullable
    IOException broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, and every read at once. */
    void abort(IOException why) {
        Flow.Subscription toCancel;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            broken = broken == null ? why : broken;
            toCancel = subscription;
            arrived.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (toCancel != null) {
            toCancel.cancel();
        }
    }

    /** Ends the connection, unless all was read. */
    @Override
    public void close() {
        if (!isAtEnd()) {
            abort(new IOException("the answer was closed"));
        }
    }
}
