package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog.EntityNos;
import io.banditpipeline.jooq.internal.catalog.FeedCatalog;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns observations of one account into rows of numbers. Not thread-safe. */
final class ObservationRows {
    private static final long SECONDS_AN_HOUR = 3_600;

    private final Account account;
    private final String source;
    private final AccountEntities entities;
    private final FeedCatalog feeds;
    private final RevisionWriter writer;
    private final Map<LocalDate, Interval> wholeDays = new HashMap<>();
    private FeedCatalog.@Nullable Feed lastFeed;
    private int lastFeedNo;

    /** @param source where pulled rows come from */
    ObservationRows(
            Account account, String source, AccountEntities entities, FeedCatalog feeds, RevisionWriter writer) {
        this.account = account;
        this.source = source;
        this.entities = entities;
        this.feeds = feeds;
        this.writer = writer;
    }

    void add(Observation row) throws SQLException {
        add(row, null);
    }

    void add(Observation row, @Nullable SeenRows seen) throws SQLException {
        check(row);
        EntityNos numbers = entities.require(row.entity());
        int feed = feedNo(row);
        long start = row.interval().start().getEpochSecond();
        long day = Times.day(row.interval().day());
        int index = writer.addRow();
        RowBuffer rows = writer.rows();
        rows.set(index, RevisionTable.ARM, numbers.armNo());
        rows.set(index, RevisionTable.START, start);
        rows.set(index, RevisionTable.GRANULARITY, Codes.of(row.interval().granularity()));
        rows.set(index, RevisionTable.ENTITY, numbers.entityNo());
        rows.set(index, RevisionTable.OBSERVED, Times.micros(row.observedAt()));
        rows.set(index, RevisionTable.PRECEDENCE, row.precedence());
        rows.set(index, RevisionTable.DAY, day);
        rows.set(index, RevisionTable.FEED, feed);
        rows.set(index, RevisionTable.TOMBSTONE, 0);
        RevisionTable.set(rows, index, RevisionTable.QUANTITIES, row.metrics());
        if (seen != null) {
            seen.deliver(numbers.entityNo(), start, day);
        }
    }

    private int feedNo(Observation row) {
        Level level = row.entity().level();
        Attribution attribution = row.attribution();
        String from = row.origin() == Origin.PUSHED ? "" : source;
        FeedCatalog.Feed feed = new FeedCatalog.Feed(from, level, attribution);
        if (!feed.equals(lastFeed)) {
            lastFeedNo = feeds.number(feed);
            lastFeed = feed;
        }
        return lastFeedNo;
    }

    /**
     * What cannot be read back as it was given is refused: the table keeps no zone, no end and no currency of a row.
     */
    void check(Observation row) {
        if (!row.currency().equals(account.currency())) {
            throw refused(
                    row,
                    "is in " + row.currency() + ", but the account is in " + account.currency()
                            + ": convert its amounts first");
        }
        if (!isWhole(row.interval())) {
            throw refused(
                    row,
                    "speaks of " + row.interval() + ", which is neither an hour nor a local day in " + account.zone()
                            + ": make its interval with Interval.ofHour or Interval.ofDay");
        }
    }

    private boolean isWhole(Interval interval) {
        if (interval.granularity() == Granularity.DAY) {
            if (wholeDays.size() > 10_000) {
                wholeDays.clear();
            }
            return interval.equals(
                    wholeDays.computeIfAbsent(interval.day(), day -> Interval.ofDay(day, account.zone())));
        }
        return interval.start().getNano() == 0
                && interval.end().getNano() == 0
                && interval.end().getEpochSecond() - interval.start().getEpochSecond() == SECONDS_AN_HOUR;
    }

    private PipelineException refused(Observation row, String what) {
        return new PipelineException(
                ErrorCode.INVALID_INPUT,
                "A row of entity " + row.entity() + " of account " + account.key() + " " + what);
    }
}
