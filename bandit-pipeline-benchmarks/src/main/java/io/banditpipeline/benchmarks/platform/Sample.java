package io.banditpipeline.benchmarks.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers in memory.
 *
 * @param pages the answers, one after the other
 * @param rows how many rows they have
 * @param bytes how long they are together
 */
record Sample(List<byte[]> pages, long rows, long bytes) {
    static Sample of(Feed feed, long bytes) throws IOException {
        List<byte[]> pages = new ArrayList<>();
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        TextOut out = new TextOut(memory);
        long rows = 0;
        do {
            rows += feed.write(out, rows, pages.size(), bytes);
            out.flush();
            pages.add(memory.toByteArray());
            memory.reset();
        } while (feed.hasMore(out, bytes));
        return new Sample(List.copyOf(pages), rows, out.bytes());
    }
}
