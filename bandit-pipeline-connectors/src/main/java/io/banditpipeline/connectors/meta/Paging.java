package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all pages of a list, with smaller pages where a page is too much. */
final class Paging {
    private final Graph graph;
    private final Sizes sizes;
    private final Cancellation cancellation;

    Paging(Graph graph, Sizes sizes, Cancellation cancellation) {
        this.graph = graph;
        this.sizes = sizes;
        this.cancellation = cancellation;
    }

    /**
     * Reads all pages.
     *
     * @throws SourceException SPLIT if it is too much even on small pages and nothing of it was taken yet, RESTART if
     *     something was; any other failure as it is
     */
    <T> void all(Graph.Call call, GraphPage.ElementReader<T> elements, Consumer<? super T> taker) {
        Counter<T> counter = new Counter<>(taker);
        Optional<String> after = Optional.empty();
        do {
            Optional<String> next = page(call, after, elements, counter);
            if (next.isPresent() && next.equals(after)) {
                throw new SourceException(
                        Kind.TRANSIENT,
                        "Meta names the same page as the next one after " + counter.taken + " elements of "
                                + call.endpoint() + "; it is asked again",
                        null);
            }
            after = next;
        } while (after.isPresent());
    }

    private <T> Optional<String> page(
            Graph.Call call, Optional<String> after, GraphPage.ElementReader<T> elements, Counter<T> counter) {
        Graph.Call from = after.map(cursor -> call.with("after", cursor)).orElse(call);
        int limit = sizes.page();
        while (true) {
            cancellation.throwIfCancelled();
            long before = counter.taken;
            try {
                return graph.page(from.with("limit", Integer.toString(limit)), elements, counter, cancellation);
            } catch (SourceException failure) {
                if (!TooMuch.is(failure)) {
                    throw failure;
                }
                boolean untouched = counter.taken == before;
                if (!TooMuch.isOnAPage(failure) || limit <= Sizes.SMALLEST_PAGE || !untouched) {
                    throw counter.taken == 0 ? failure : TooMuch.restart(failure);
                }
                limit = sizes.smallerPage(limit);
            }
        }
    }

    private static final class Counter<T> implements Consumer<T> {
        private final Consumer<? super T> taker;
        private long taken;

        Counter(Consumer<? super T> taker) {
            this.taker = taker;
        }

        @Override
        public void accept(T element) {
            taken++;
            taker.accept(element);
        }
    }
}
