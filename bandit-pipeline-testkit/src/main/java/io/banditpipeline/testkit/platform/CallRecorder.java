package io.banditpipeline.testkit.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The last requests, and how many there were. This class is thread-safe. */
final class CallRecorder {
    private static final int MAX_BODY = 1 << 16;

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long received;

    CallRecorder(int capacity) {
        this.capacity = capacity;
    }

    /** Keeps a request; its status is set later. */
    synchronized AtomicInteger add(HttpCall call) {
        received++;
        Entry entry = new Entry(call.withBodyOfAtMost(MAX_BODY), new AtomicInteger());
        entries.addLast(entry);
        while (entries.size() > capacity) {
            entries.removeFirst();
        }
        return entry.status();
    }

    synchronized List<RecordedCall> calls() {
        return entries.stream()
                .map(entry -> new RecordedCall(entry.call(), entry.status().get()))
                .toList();
    }

    synchronized long received() {
        return received;
    }

    private record Entry(HttpCall call, AtomicInteger status) {}
}
