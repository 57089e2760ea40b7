package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.google.RowTaker;
import io.banditpipeline.connectors.internal.google.SearchStreamParser;
import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.connectors.internal.rate.Governor;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of one slice: one query, and one more where campaigns have no ads that account for them.
 *
 * <p>What is too much for several days is left to the caller to cut; what is too much for one day is asked for by
 * campaigns, in halves. Rows that were delivered are never asked for again within a fetch: it then ends with RESTART.
 * Used once, by one thread.
 */
final class ReportFetch {
    private static final String EXCESSIVE = "quotaError.EXCESSIVE_";
    private static final Duration SLOW_DOWN = Duration.ofSeconds(30);

    private final Tools tools;
    private final Slice slice;
    private final CountingSink sink;
    private final @Nullable String login;
    private final Instant observedAt;

    /** What all fetches share. */
    record Tools(
            SearchCalls calls,
            AccountDirectory directory,
            Campaigns campaigns,
            BatchSizes sizes,
            Governor governor,
            InstantSource clock) {}

    ReportFetch(Tools tools, Slice slice, ObservationSink sink) {
        this.tools = tools;
        this.slice = slice;
        this.sink = new CountingSink(sink);
        this.login = tools.directory().login(slice.account());
        this.observedAt = tools.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    void run() {
        RowTaker rows = slice.level() == Level.AD
                ? new AdSums(slice, observedAt, sink)
                : SearchStreamParser.observations(slice, observedAt, sink);
        if (slice.level() == Level.CAMPAIGN) {
            ask(slice.level(), this::query, rows);
            return;
        }
        CampaignList campaigns = tools.campaigns().today(slice.account());
        if (!campaigns.hasRemainders()) {
            ask(slice.level(), this::query, rows);
            return;
        }
        Remainders remainders = new Remainders(slice, campaigns, rows, sink);
        ask(slice.level(), this::query, remainders.parts());
        ask(
                Level.CAMPAIGN,
                ids -> Gaql.reportOfCampaignsWithoutAds(slice.granularity(), slice.days(), ids),
                remainders.wholes());
    }

    private String query(List<Long> campaigns) {
        return Gaql.report(slice.level(), slice.granularity(), slice.days(), campaigns);
    }

    /** Asks for all rows, as a whole if that is not known to be too much. */
    private void ask(Level level, Function<List<Long>, String> query, RowTaker rows) {
        Question question = new Question(level, query, rows);
        boolean oneDay = slice.days().days() == 1;
        OptionalInt good = oneDay && level == slice.level() ? tools.sizes().of(slice) : OptionalInt.empty();
        if (good.isPresent()) {
            askPieces(question, allCampaigns(), good.getAsInt());
            return;
        }
        long before = sink.delivered();
        try {
            question.ask(List.of());
        } catch (SourceException e) {
            requireTooMuch(e);
            List<Long> all = oneDay ? allCampaigns() : List.of();
            if (all.size() < 2) {
                throw e;
            }
            int half = (all.size() + 1) / 2;
            question.remember(half);
            requireNothingDelivered(before, e);
            askPieces(question, all, half);
        }
    }

    private List<Long> allCampaigns() {
        return tools.campaigns().now(slice.account()).ids();
    }

    private void askPieces(Question question, List<Long> all, int size) {
        for (int from = 0; from < all.size(); from += size) {
            askPiece(question, all.subList(from, Math.min(all.size(), from + size)));
        }
    }

    private void askPiece(Question question, List<Long> ids) {
        long before = sink.delivered();
        try {
            question.ask(ids);
        } catch (SourceException e) {
            requireTooMuch(e);
            if (ids.size() == 1) {
                throw e;
            }
            int half = (ids.size() + 1) / 2;
            question.remember(half);
            requireNothingDelivered(before, e);
            askPiece(question, ids.subList(0, half));
            askPiece(question, ids.subList(half, ids.size()));
        }
    }

    /** Goes on only if less may be answered; slows the account down if its queries are too costly. */
    private void requireTooMuch(SourceException e) {
        if (e.kind() != Kind.SPLIT) {
            throw e;
        }
        boolean costly = ApiFailure.of(e)
                .filter(failure -> failure.code().startsWith(EXCESSIVE))
                .isPresent();
        if (costly) {
            tools.governor()
                    .pause(
                            SearchCalls.bucket(slice.account().id()),
                            e.retryAfter().orElse(SLOW_DOWN));
        }
    }

    private void requireNothingDelivered(long before, SourceException e) {
        if (sink.delivered() > before) {
            throw new SourceException(
                    Kind.RESTART,
                    "Google Ads broke an answer off in which some rows had come already; the slice is asked for again,"
                            + " by fewer campaigns at once: " + slice,
                    e);
        }
    }

    /** One query that may be asked for some of the campaigns. */
    private final class Question {
        private final Level level;
        private final Function<List<Long>, String> query;
        private final RowTaker rows;

        Question(Level level, Function<List<Long>, String> query, RowTaker rows) {
            this.level = level;
            this.query = query;
            this.rows = rows;
        }

        /** Remembers how many campaigns are not known to be too much; not for what is asked for besides. */
        void remember(int size) {
            if (level == slice.level()) {
                tools.sizes().atMost(slice, size);
            }
        }

        /** @param campaigns those that are asked for; all if empty */
        void ask(List<Long> campaigns) {
            tools.calls().stream(
                    slice.account().id(),
                    login,
                    query.apply(campaigns),
                    (body, head) -> SearchStreamParser.parse(body, slice, level, sink, rows),
                    sink.cancellation());
        }
    }
}
