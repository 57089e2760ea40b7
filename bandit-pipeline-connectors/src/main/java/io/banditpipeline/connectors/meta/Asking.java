package io.banditpipeline.connectors.meta;

import io.banditpipeline.workflow.Cancellation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for insights of one account and some days, and reads the rows. Used by one fetch; not thread-safe. */
final class Asking {
    private final PurchaseTypes types;
    private final AccountDays days;
    private final InstantSource clock;
    private final Paging paging;

    Asking(
            Graph graph,
            Sizes sizes,
            PurchaseTypes types,
            AccountDays days,
            InstantSource clock,
            Cancellation cancellation) {
        this.types = types;
        this.days = days;
        this.clock = clock;
        this.paging = new Paging(graph, sizes, cancellation);
    }

    /** Asks for an answer at once; what is too much is told as {@link Paging#all} does. */
    void ask(InsightsQuery query, RowTaker taker) {
        paging.all(query.call(), parser(query, false), reader(query, now(), taker)::read);
    }

    /** Reads what a completed report run found. */
    void askRun(InsightsQuery query, ReportRun run, RowTaker taker) {
        paging.all(query.resultOf(run.id()), parser(query, false), reader(query, run.submittedAt(), taker)::read);
    }

    /**
     * Asks for some fields after the others, and puts the parts of each row together before it is read. All rows are
     * held meanwhile, so that it is for one object and day only.
     */
    void askByFields(InsightsQuery query, List<List<String>> parts, RowTaker taker) {
        Instant askedAt = now();
        Map<String, InsightsRow> rows = new LinkedHashMap<>();
        for (List<String> fields : parts) {
            InsightsQuery part = query.only(fields);
            paging.all(part.call(), parser(part, true), row -> {
                InsightsRow known = rows.putIfAbsent(row.key(), row);
                if (known != null) {
                    known.fillFrom(row);
                }
            });
        }
        rows.values().forEach(reader(query, askedAt, taker)::read);
    }

    private InsightsParser parser(InsightsQuery query, boolean holdsRows) {
        return new InsightsParser(query.level(), types, query.account().currency(), holdsRows);
    }

    private RowReader reader(InsightsQuery query, Instant askedAt, RowTaker taker) {
        return new RowReader(query, types, days, askedAt, taker);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
