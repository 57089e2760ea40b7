package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.Slice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reports that nobody waits for at the moment, by slice, so that the next try of a slice goes on with its report
 * instead of having another one made. Bounded: the oldest makes room. Thread-safe.
 */
final class RunningReports {
    private static final int MOST = 1_000;

    private final Map<Slice, RunningReport> reports = new LinkedHashMap<>();

    /** Takes a slice's report out, so that only one fetch goes on with it. */
    synchronized Optional<RunningReport> take(Slice slice) {
        return Optional.ofNullable(reports.remove(slice));
    }

    /**
     * Keeps a report for the next try.
     *
     * @return what is not kept any more and is to be deleted, with the accounts' ids
     */
    synchronized List<Abandoned> keep(Slice slice, RunningReport report) {
        List<Abandoned> abandoned = new ArrayList<>();
        @Nullable RunningReport other = reports.put(slice, report);
        if (other != null) {
            abandoned.add(new Abandoned(slice.account().id(), other));
        }
        Iterator<Map.Entry<Slice, RunningReport>> oldest = reports.entrySet().iterator();
        while (reports.size() > MOST) {
            Map.Entry<Slice, RunningReport> entry = oldest.next();
            abandoned.add(new Abandoned(entry.getKey().account().id(), entry.getValue()));
            oldest.remove();
        }
        return abandoned;
    }

    /**
     * A report that nobody will read.
     *
     * @param accountId whose it is
     * @param report the report
     */
    record Abandoned(String accountId, RunningReport report) {}
}
