package io.banditpipeline.examples.year;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The line from one process to its database. Something may happen at a chosen step: before a call, after it, when its
 * answer is not heard any more, or at a row in the midst of a transaction. Thread-safe.
 */
final class Line {
    private final InstantSource clock;
    private boolean dead;
    private Instant awayFrom = Instant.MAX;
    private Instant awayUntil = Instant.MAX;
    private final TreeMap<Long, Runnable> mishaps = new TreeMap<>();
    private long steps;
    private long refused;

    /** @param clock by which the database is away */
    Line(InstantSource clock) {
        this.clock = clock;
    }

    /** A storage at the other end of this line. */
    Storage to(Storage storage) {
        return through(Storage.class, storage);
    }

    /** Lets something happen at a later step, the next being 1. */
    synchronized void plan(int step, Runnable what) {
        mishaps.put(steps + step, what);
    }

    /** Nothing gets through any more. */
    synchronized void cut() {
        dead = true;
    }

    /** The database fails from now on, for some time. */
    synchronized void fail(Duration duration) {
        awayFrom = clock.instant();
        awayUntil = awayFrom.plus(duration);
    }

    /** How many steps there were. */
    synchronized long steps() {
        return steps;
    }

    /** How many calls failed because the database was away. */
    synchronized long refused() {
        return refused;
    }

    private void step() {
        Runnable mishap;
        synchronized (this) {
            mishap = mishaps.remove(++steps);
        }
        if (mishap != null) {
            mishap.run();
        }
        synchronized (this) {
            if (dead) {
                throw new Killed();
            }
            Instant instant = clock.instant();
            if (!instant.isBefore(awayFrom) && instant.isBefore(awayUntil)) {
                refused++;
                throw new PipelineException(ErrorCode.STORAGE, "The database is away until " + awayUntil);
            }
        }
    }

    private <T> T through(Class<T> type, T target) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (unused, method, arguments) -> call(target, method, arguments));
        return type.cast(proxy);
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getReturnType().getName().endsWith("Store")) {
            return store(method.getReturnType(), invoke(target, method, arguments));
        }
        if (method.getName().equals("close") || method.getDeclaringClass() == Object.class) {
            return method.getName().equals("close") ? null : invoke(target, method, arguments);
        }
        step();
        Object answer = invoke(target, method, wrapped(arguments));
        step();
        return answer;
    }

    private <T> T store(Class<T> type, @Nullable Object target) {
        return through(type, type.cast(target));
    }

    private Object @Nullable [] wrapped(Object @Nullable [] arguments) {
        return arguments != null && arguments.length == 1 && arguments[0] instanceof SliceContent content
                ? new Object[] {new Sent(content)}
                : arguments;
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** A slice whose rows go over the line one by one. */
    private final class Sent implements SliceContent {
        private final SliceContent content;

        Sent(SliceContent content) {
            this.content = content;
        }

        @Override
        public Slice slice() {
            return content.slice();
        }

        @Override
        public Instant observedAt() {
            return content.observedAt();
        }

        @Override
        public Instant completeUntil() {
            return content.completeUntil();
        }

        @Override
        public Iterable<Observation> rows() {
            return () -> {
                Iterator<Observation> rows = content.rows().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return rows.hasNext();
                    }

                    @Override
                    public Observation next() {
                        step();
                        return rows.next();
                    }
                };
            };
        }

        @Override
        public Iterable<Observation> parked() {
            return content.parked();
        }

        @Override
        public Iterable<RejectedRow> rejected() {
            return content.rejected();
        }
    }
}
